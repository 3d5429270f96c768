import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { floatData, floats } from '../tensor/tensor'
import { readGptFolder } from '../formats/hugging-face/hf-folder'
import { loadGptTokenizer } from '../formats/tokenizers/gpt2-tokenizer'
import { extendTable } from './end-row'
import { openCaptioner } from './open-captioner'
import { writeClipcapSafetensors, writeHfFolder } from './export-files'

const source = oraclePath('gpt2', 'safetensors')
const ROWS = 523
let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-hub-gpts-'))
})
afterAll(() => rm(root, { recursive: true }))

type Json = Record<string, unknown>

/** A copy of the oracle's GPT-2, whose table has 523 rows, with other files about its tokens. */
async function gptWith(files: Record<string, (json: Json) => Json>): Promise<string> {
  const dir = await mkdtemp(join(root, 'gpt-'))
  await cp(source, dir, { recursive: true })
  for (const [file, change] of Object.entries(files)) {
    const path = join(dir, file)
    const text = await readFile(path, 'utf8').catch(() => '{}')
    await writeFile(path, JSON.stringify(change(JSON.parse(text) as Json)))
  }
  return dir
}
const endingWith = (token: string) => (json: Json) => ({ ...json, eos_token: token })
const configured = (id: number | null) => (json: Json) => ({ ...json, eos_token_id: id })

describe('the end of text of a GPT-2 from the hub', () => {
  it('is the row that its configuration tells where its token has none', async () => {
    const dir = await gptWith({
      'added_tokens.json': () => ({ '<|end|>': ROWS + 40 }),
      'tokenizer_config.json': endingWith('<|end|>'),
      'config.json': configured(ROWS - 1)
    })
    expect((await loadGptTokenizer(dir)).endOfTextId).toBe(ROWS - 1)
  })

  it('is never an ordinary token: then it is a row behind the table', async () => {
    const ordinary = (await loadGptTokenizer(source)).encode('a')[0] ?? NaN
    const dir = await gptWith({
      'added_tokens.json': () => ({ '<|end|>': ROWS }),
      'tokenizer_config.json': endingWith('<|end|>'),
      'config.json': configured(ordinary)
    })
    const tokenizer = await loadGptTokenizer(dir)
    expect(tokenizer.endOfTextId).toBe(ROWS)
    // The token of added_tokens.json, which tokenizer.json lacks, is found as a whole.
    expect(tokenizer.encode('a<|end|>').at(-1)).toBe(ROWS)
  })

  it('is behind all tokens where neither file knows one', async () => {
    const dir = await gptWith({
      'tokenizer_config.json': endingWith('<|nowhere|>'),
      'config.json': configured(null)
    })
    expect((await loadGptTokenizer(dir)).endOfTextId).toBe(ROWS)
  })
})

it('a table is extended by the mean of its rows', () => {
  const table = floats(Float32Array.of(1, 2, 3, 6), [2, 2])
  expect(extendTable(table, 2)).toBe(table)
  const extended = extendTable(table, 4)
  expect(extended.dims).toEqual([4, 2])
  expect([...floatData(extended)]).toEqual([1, 2, 3, 6, 2, 4, 2, 4])
})

it('a captioner with such a row is written and opened again, as a file and as a folder', async () => {
  const gptDir = await gptWith({
    'added_tokens.json': () => ({ '<|end|>': ROWS }),
    'tokenizer_config.json': endingWith('<|end|>'),
    'config.json': configured(ROWS + 100)
  })
  const original = await openCaptioner({
    path: oraclePath('clipcap', 'clipcap.safetensors'),
    gpt: source
  })
  const weights = await original.load()
  const table = weights['gpt.transformer.wte.weight']
  if (!table) throw new Error('a captioner has a token table')
  const extended = { ...weights, 'gpt.transformer.wte.weight': extendTable(table, ROWS + 1) }
  const file = join(root, 'ended.safetensors')
  const folder = join(root, 'ended')
  const facts = {
    format: 1,
    normalizeEmbeddings: false,
    endOfText: true,
    clip: { name: 'clip', weightsHash: '' }
  } as const
  await writeClipcapSafetensors(file, extended, 'recipe', facts)
  await writeHfFolder(folder, extended, { gptDir }, facts)
  expect((await readGptFolder(folder)).config.vocabularySize).toBe(ROWS + 1)
  for (const opened of [
    await openCaptioner({ path: file, gpt: gptDir }),
    await openCaptioner({ path: folder })
  ]) {
    expect(opened.tokenizer.endOfTextId).toBe(ROWS)
    expect(opened.shape.gpt.vocabularySize).toBe(ROWS + 1)
    expect((await opened.load())['gpt.transformer.wte.weight']?.dims[0]).toBe(ROWS + 1)
  }
})
