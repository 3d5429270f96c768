import { beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import type { Retrieval } from '../../../../shared/model-specs/retrieval'
import { loadGptTokenizer, type GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import type { EmbeddedItem } from '../train/run-inputs'
import { RetrievedPrompts, type PromptQuery } from './retrieved-prompts'

let tokenizer: GptTokenizer
beforeAll(async () => {
  tokenizer = await loadGptTokenizer(oraclePath('gpt2', 'safetensors'))
})

/** Of an angle in degrees, so that cosines are known; lengths differ. */
const at = (degrees: number, length = 3): Float32Array =>
  Float32Array.of(
    length * Math.cos((degrees * Math.PI) / 180),
    length * Math.sin((degrees * Math.PI) / 180)
  )

/** An image at an angle, with its captions. */
const image = (imageId: number, degrees: number, ...texts: string[]): EmbeddedItem[] =>
  texts.map((text, place) => ({
    kind: 'caption',
    split: 'train',
    row: imageId,
    text,
    captionId: 10 * imageId + place,
    imageId,
    imageName: `${imageId}.jpg`,
    embedding: at(degrees, 1 + imageId)
  }))

const plain: Retrieval = { retrievedCaptions: 2, retrievedTokens: 24, retrievedMaxSimilarity: 0.96 }

async function open(items: EmbeddedItem[], changes: Partial<Retrieval> = {}) {
  const gpt = { tokenizer, rows: tokenizer.size }
  const prompts = await RetrievedPrompts.of(items, gpt, { ...plain, ...changes })
  if (!prompts) throw new Error('there are images')
  return prompts
}

/** The prompts of some queries as text, without what fills them up. */
async function texts(
  items: EmbeddedItem[],
  queries: PromptQuery[],
  changes: Partial<Retrieval> = {}
): Promise<string[]> {
  const prompts = await open(items, changes)
  const found = await prompts.of(queries)
  await prompts.close()
  return found.map((ids) => tokenizer.decode(ids).trim())
}

describe('the prompt of an image', () => {
  const items = [
    ...image(1, 0, 'một', 'một con'),
    ...image(2, 36, 'hai'),
    ...image(3, 75, 'ba'),
    ...image(4, -20, 'bốn')
  ]

  it('has the first captions of the nearest images, the nearest last, and never its own', async () => {
    expect(await texts(items, [{ embedding: at(0) }, { embedding: at(55, 100) }])).toEqual([
      'hai\nbốn',
      'ba\nhai'
    ])
  })

  it('is as long as the settings say, filled up or cut at the beginning', async () => {
    const [line] = tokenizer.encode('\n')
    const [hai, bon] = ['hai', 'bốn'].map((text) => tokenizer.encode(text))
    const whole = [...(hai ?? []), line, ...(bon ?? []), line]
    const long = await open(items)
    expect(await long.of([{ embedding: at(0) }])).toEqual([
      [...Array.from({ length: 24 - whole.length }, () => line), ...whole]
    ])
    await long.close()
    const short = await open(items, { retrievedTokens: whole.length - 1 })
    expect(await short.of([{ embedding: at(0) }])).toEqual([whole.slice(1)])
    await short.close()
  })

  it('leaves out near duplicates, and images with a caption of theirs', async () => {
    const more = [...items, ...image(5, 3, 'năm', 'hai'), ...image(6, -30, 'sáu', 'một con')]
    expect(await texts(more, [{ embedding: at(0) }])).toEqual(['ba\nbốn'])
    // Below the limit they are images like any other.
    const [found] = await texts(more, [{ embedding: at(0) }], { retrievedMaxSimilarity: 1 })
    expect(found).toBe('bốn\nnăm')
  })

  it('takes of images as near the first one', async () => {
    const alike = [...image(1, 90, 'a'), ...image(2, -50, 'b'), ...image(3, -50, 'c')]
    expect(await texts(alike, [{ embedding: at(0) }], { retrievedCaptions: 1 })).toEqual(['b'])
  })

  it('is the same in any company, and reaches behind many duplicates', async () => {
    const many = Array.from({ length: 300 }, (_, id) => image(id + 10, id / 100, `${id} .`)).flat()
    const queries = Array.from({ length: 40 }, (_, tenth) => ({ embedding: at(tenth / 10) }))
    const prompts = await open([...many, ...items])
    const together = await prompts.of(queries)
    const alone = []
    for (const query of queries) alone.push(...(await prompts.of([query])))
    await prompts.close()
    expect(together).toEqual(alone)
    expect(tokenizer.decode(together[0] ?? []).trim()).toBe('hai\nbốn')
  })
})

describe('the prompt of a sentence pair', () => {
  it('has the captions of the images nearest to the sentence, without what it is to be answered with', async () => {
    const items = [...image(1, 0, 'một', 'một con'), ...image(2, 60, 'hai'), ...image(3, 80, 'ba')]
    // Sentences lie apart from images.
    const embedding = at(-40)
    expect(
      await texts(items, [
        { embedding, text: 'một con' },
        { embedding, text: 'bốn' }
      ])
    ).toEqual(['ba\nhai', 'hai\nmột'])
  })
})

it('needs captions of images, and tokens of the table', async () => {
  const gpt = { tokenizer, rows: tokenizer.size }
  expect(await RetrievedPrompts.of([], gpt, plain)).toBeNull()
  const rows = Math.max(...tokenizer.encode('một'))
  const cut = await RetrievedPrompts.of(image(1, 0, 'một'), { tokenizer, rows }, plain)
  const [prompt = []] = (await cut?.of([{ embedding: at(90) }])) ?? []
  expect(prompt).toHaveLength(24)
  expect(Math.max(...prompt)).toBeLessThan(rows)
  await cut?.close()
})
