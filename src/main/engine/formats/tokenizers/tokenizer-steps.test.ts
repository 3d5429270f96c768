import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadGptTokenizer } from './gpt2-tokenizer'
import { gptWords } from './tokenizer-steps'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-tokenizer-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const byteLevel = { type: 'ByteLevel', add_prefix_space: false, use_regex: false }
const split = (Regex: string) => ({
  type: 'Sequence',
  pretokenizers: [
    { type: 'Split', pattern: { Regex }, behavior: 'Removed', invert: true },
    byteLevel
  ]
})

/** The tokenizer of a folder with three tokens and these changes. */
function load(changes: object) {
  const json = {
    added_tokens: [{ id: 3, content: '<|endoftext|>', special: true }],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: { type: 'BPE', vocab: { a: 0, b: 1, c: 2 }, merges: [] },
    ...changes
  }
  writeFileSync(join(dir, 'tokenizer.json'), JSON.stringify(json))
  const config = { eos_token: '<|endoftext|>' }
  writeFileSync(join(dir, 'tokenizer_config.json'), JSON.stringify(config))
  return loadGptTokenizer(dir)
}

const replace = (pattern: object, content: string) => ({ type: 'Replace', pattern, content })

test('known patterns and patterns of its own both cut', async () => {
  expect((await load({ pre_tokenizer: split(gptWords) })).encode('abc')).toEqual([0, 1, 2])
  expect((await load({ pre_tokenizer: split('[a-z]') })).encode('abc')).toEqual([0, 1, 2])
})

test('a pattern that takes forever is given up when the tokenizer is opened', async () => {
  await expect(load({ pre_tokenizer: split('(a+)+$') })).rejects.toMatchObject({
    code: 'model.slow-pattern',
    params: { path: join(dir, 'tokenizer.json') }
  })
})

test('one that takes forever on some text only is given up there, and others are cut', async () => {
  const tokenizer = await load({ pre_tokenizer: split('(b+)+$|a') })
  expect(tokenizer.encode('aa')).toEqual([0, 0])
  expect(() => tokenizer.encode(`${'b'.repeat(60)}c`)).toThrow(
    expect.objectContaining({ code: 'model.slow-pattern' })
  )
  expect(tokenizer.encode('aaa')).toEqual([0, 0, 0])
})

test('a normaliser is given up as well, also where a special token needs it', async () => {
  const added_tokens = [
    { id: 3, content: '<|endoftext|>', special: true },
    { id: 4, content: `${'a'.repeat(60)}!`, normalized: true }
  ]
  const normalizer = replace({ Regex: '(a+)+$' }, 'b')
  await expect(load({ added_tokens, normalizer })).rejects.toMatchObject({
    code: 'model.slow-pattern'
  })
})

const times = (count: number, step: object) => Array.from({ length: count }, () => step)

test.each([
  [
    'steps that double a text 40 times',
    { normalizer: { type: 'Sequence', normalizers: times(40, replace({ String: 'a' }, 'aa')) } },
    'many times longer'
  ],
  [
    'a word put between all letters',
    { normalizer: replace({ Regex: '(?:)' }, 'b'.repeat(100)) },
    'many times longer'
  ],
  [
    'an endless prefix',
    { normalizer: { type: 'Prepend', prepend: 'b'.repeat(1000) } },
    'many times longer'
  ],
  [
    'more steps than any tokenizer has',
    { pre_tokenizer: { type: 'Sequence', pretokenizers: times(1000, byteLevel) } },
    'more than 64 steps'
  ],
  [
    'a cut into pieces of no length',
    { pre_tokenizer: { type: 'FixedLength', length: 0 } },
    '"FixedLength"'
  ],
  [
    'a token id beyond any vocabulary',
    { model: { vocab: { a: 1e9 }, merges: [] } },
    'token ids up to'
  ],
  ['a negative token id', { model: { vocab: { a: -1 }, merges: [] } }, 'token ids up to'],
  [
    'a special token beyond any vocabulary',
    { added_tokens: [{ id: 1e9, content: 'x' }] },
    'added_tokens'
  ],
  [
    'an endless suffix',
    { model: { vocab: { a: 0 }, merges: [], end_of_word_suffix: 'w'.repeat(1000) } },
    'end_of_word_suffix'
  ]
])('%s is refused in words', async (_, changes, words) => {
  const error: unknown = await load(changes).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'model.bad-file' })
  expect(String(error)).toContain(words)
})

test('steps that stand a thousand deep in each other are refused', async () => {
  const deep = `${'{"type":"Sequence","normalizers":['.repeat(1000)}${']}'.repeat(1000)}`
  const json = `{"normalizer":${deep},"model":{"vocab":{"a":0},"merges":[]}}`
  writeFileSync(join(dir, 'tokenizer.json'), json)
  await expect(loadGptTokenizer(dir)).rejects.toThrow('nested too deeply')
})
