import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadClipTokenizer } from '../../src/main/engine/formats/tokenizers/clip-tokenizer'
import {
  loadGptTokenizer,
  type GptTokenizer
} from '../../src/main/engine/formats/tokenizers/gpt2-tokenizer'
import { oraclePath, readOracle } from '../fixtures/oracle'

interface GptCases {
  tokenizer_size: number
  special_tokens: Record<string, number>
  stop_ids: Record<string, number[]>
  encode: { text: string; ids: number[]; decoded: string; decoded_skip_special: string }[]
  decode: { ids: number[]; decoded: string; decoded_skip_special: string }[]
}
interface ClipCases {
  context_length: number
  cases: { text: string; ids: number[]; n_ids_untruncated: number }[]
}

const gptCases = readOracle<GptCases>('gpt2', 'tokenizer_cases.json')
const clipCases = readOracle<ClipCases>('clip', 'text_cases.json')
const gptDir = oraclePath('gpt2', 'safetensors')
const clipDir = oraclePath('clip')
const modelFiles = ['config.json', 'tokenizer_config.json']

let scratch = ''
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'viecap-tokenizers-'))
})
afterAll(() => rm(scratch, { recursive: true }))

/** A model folder with the config files of `from` and `files`, each under its new name. */
async function folder(name: string, from: string, files: Record<string, string>): Promise<string> {
  const dir = join(scratch, name)
  for (const file of modelFiles) await cp(join(from, file), join(dir, file))
  for (const [target, source] of Object.entries(files)) await cp(source, join(dir, target))
  return dir
}

/** The older files, with the special tokens kept out of `vocab.json`, as the first GPT-2 tools did. */
async function folderWithAddedTokens(): Promise<string> {
  const dir = await folder('gpt-added', gptDir, { 'merges.txt': join(gptDir, 'merges.txt') })
  const vocab = JSON.parse(await readFile(join(gptDir, 'vocab.json'), 'utf8')) as object
  const special = new Set(Object.keys(gptCases.special_tokens))
  const rest = Object.entries(vocab).filter(([token]) => !special.has(token))
  await writeFile(join(dir, 'vocab.json'), JSON.stringify(Object.fromEntries(rest)))
  await writeFile(join(dir, 'added_tokens.json'), JSON.stringify(gptCases.special_tokens))
  return dir
}

describe.each([
  ['tokenizer.json', async () => gptDir],
  [
    'tokenizer.json with merges as strings',
    () =>
      folder('gpt-strings', gptDir, {
        'tokenizer.json': oraclePath('gpt2', 'tokenizer_merges_as_strings.json')
      })
  ],
  [
    'vocab.json and merges.txt',
    () =>
      folder('gpt-pair', gptDir, {
        'vocab.json': join(gptDir, 'vocab.json'),
        'merges.txt': join(gptDir, 'merges.txt')
      })
  ],
  ['vocab.json, merges.txt and added_tokens.json', folderWithAddedTokens]
])('the GPT-2 tokenizer from %s', (_name, dir) => {
  let tokenizer: GptTokenizer
  beforeAll(async () => {
    tokenizer = await loadGptTokenizer(await dir())
  })

  it(`gives the ids of all ${gptCases.encode.length} texts, and the texts back`, () => {
    for (const { text, ids, decoded, decoded_skip_special } of gptCases.encode) {
      expect({ text, ids: tokenizer.encode(text) }).toEqual({ text, ids })
      expect(tokenizer.decode(ids)).toBe(decoded)
      expect(tokenizer.decode(ids, { skipSpecial: true })).toBe(decoded_skip_special)
    }
  })

  it(`decodes all ${gptCases.decode.length} rows of arbitrary ids`, () => {
    for (const { ids, decoded, decoded_skip_special } of gptCases.decode) {
      expect({ ids, text: tokenizer.decode(ids) }).toEqual({ ids, text: decoded })
      expect(tokenizer.decode(ids, { skipSpecial: true })).toBe(decoded_skip_special)
    }
  })

  it('knows its size, its end of text and the tokens to stop at', () => {
    expect(tokenizer.size).toBe(gptCases.tokenizer_size)
    expect(Object.values(gptCases.special_tokens)).toContain(tokenizer.endOfTextId)
    expect(tokenizer.decode([tokenizer.endOfTextId], { skipSpecial: true })).toBe('')
    for (const [text, ids] of Object.entries(gptCases.stop_ids)) {
      expect(tokenizer.tokenId(text)).toBe(ids.length === 1 ? ids[0] : null)
    }
    expect(tokenizer.tokenId('. . .')).toBeNull()
  })
})

describe.each([
  ['tokenizer.json', async () => clipDir],
  [
    'vocab.json and merges.txt',
    () =>
      folder('clip-pair', clipDir, {
        'vocab.json': join(clipDir, 'vocab.json'),
        'merges.txt': join(clipDir, 'merges.txt')
      })
  ]
])('the CLIP tokenizer from %s', (_name, dir) => {
  it(`gives the ids of all ${clipCases.cases.length} texts`, async () => {
    const tokenizer = await loadClipTokenizer(await dir(), clipCases.context_length)
    for (const { text, ids, n_ids_untruncated: tokens } of clipCases.cases) {
      const truncated = tokens > clipCases.context_length
      expect({ text, ...tokenizer.encode(text) }).toEqual({ text, ids, tokens, truncated })
    }
  })
})
