import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { RunConfig } from '../../../../shared/domain'
import { loadGptTokenizer, type GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { makeExamples } from './examples'
import type { EmbeddedItem } from './run-inputs'

const embedding = new Float32Array(2)
const caption = (text: string): EmbeddedItem => ({
  kind: 'caption',
  split: 'train',
  row: 0,
  text,
  captionId: 1,
  imageId: 1,
  imageName: 'a.jpg',
  embedding
})
const pair = (text: string): EmbeddedItem => ({
  kind: 'pair',
  split: 'train',
  row: 0,
  text,
  pairId: 1,
  embedding
})
const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, endOfText: false })

describe('a tokenizer that knows more tokens than the table has rows', () => {
  let tokenizer: GptTokenizer
  let rows = 0
  beforeAll(async () => {
    tokenizer = await loadGptTokenizer(oraclePath('gpt2', 'safetensors'))
    // Just so many rows that the second text needs one more.
    rows = Math.max(...tokenizer.encode('một con chó'))
  })

  it('leaves out and counts the texts that need a missing row, captions and pairs', () => {
    const items = [caption('a b'), caption('một con chó'), pair('một con chó'), pair('b'), pair('')]
    const sets = makeExamples(items, tokenizer, config, { vocabularySize: rows, positions: 96 })
    expect(sets.dropped).toEqual({ 'token-outside-table': 2, 'text-empty': 1 })
    expect(sets.train.caption.map(({ tokens }) => tokens)).toEqual([tokenizer.encode('a b')])
    expect(sets.train.pair.map(({ tokens }) => tokens)).toEqual([tokenizer.encode('b')])
    const whole = makeExamples(items, tokenizer, config, {
      vocabularySize: rows + 1,
      positions: 96
    })
    expect(whole.dropped).toEqual({ 'text-empty': 1 })
  })

  it('trains the end of text in a row that was added, and still no other text behind the table', () => {
    const ended = { ...tokenizer, endOfTextId: rows + 3 }
    const limits = { vocabularySize: rows + 4, ownRows: rows, positions: 96 }
    const items = [caption('a b'), caption('một con chó')]
    const sets = makeExamples(items, ended, { ...config, endOfText: true }, limits)
    expect(sets.train.caption.map(({ tokens }) => tokens)).toEqual([
      [...tokenizer.encode('a b'), rows + 3]
    ])
    expect(sets.dropped).toEqual({ 'token-outside-table': 1 })
  })

  it('is refused where its end of text has no row, since every text would need it', () => {
    const withEnd = { ...config, endOfText: true }
    const { endOfTextId } = tokenizer
    const limits = { vocabularySize: endOfTextId, positions: 96 }
    expect(() => makeExamples([], tokenizer, withEnd, limits)).toThrow(
      expect.objectContaining({ code: 'train.no-end-row' })
    )
  })
})
