import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clipWords, gptWords } from '../../src/main/engine/formats/tokenizers/tokenizer-steps'
import { byteCharacters, toByteCharacters, trainBpe, type BpeModel } from './train-bpe'

const END_OF_TEXT = '<|endoftext|>'
const START_OF_TEXT = '<|startoftext|>'
/** What CLIP marks the last letter of a word with. */
const WORD_END = '</w>'

/** Learns a GPT-2 tokenizer of at most `size` tokens from texts, and writes its files into `dir`. */
export async function learnGptTokenizer(
  dir: string,
  texts: readonly string[],
  size: number
): Promise<void> {
  const words = countWords(texts, new RegExp(gptWords, 'gu'))
  const model = trainBpe(
    words.map(([word, count]) => ({ tokens: toByteCharacters(word), count })),
    byteCharacters,
    size - 1
  )
  await writeTokenizer(dir, model, [END_OF_TEXT], {
    tokenizer_class: 'GPT2Tokenizer',
    add_prefix_space: false,
    model_max_length: 1024
  })
}

/** As `learnGptTokenizer`, of a CLIP: lower-cased, words marked at their end. */
export async function learnClipTokenizer(
  dir: string,
  texts: readonly string[],
  size: number
): Promise<void> {
  const lower = texts.map((text) => text.toLowerCase())
  const words = countWords(lower, new RegExp(clipWords, 'gu'))
  const model = trainBpe(
    words.map(([word, count]) => {
      const tokens = toByteCharacters(word)
      return { tokens: [...tokens.slice(0, -1), `${tokens.at(-1)}${WORD_END}`], count }
    }),
    [...byteCharacters, ...byteCharacters.map((character) => character + WORD_END)],
    size - 2
  )
  await writeTokenizer(dir, model, [START_OF_TEXT, END_OF_TEXT], {
    tokenizer_class: 'CLIPTokenizer',
    model_max_length: 77
  })
}

function countWords(texts: readonly string[], pattern: RegExp): [string, number][] {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const [word] of text.matchAll(pattern)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
}

/** `vocab.json`, `merges.txt` and `tokenizer_config.json`; `specials` get the last ids. */
async function writeTokenizer(
  dir: string,
  { vocab, merges }: BpeModel,
  specials: readonly string[],
  config: object
): Promise<void> {
  const next = Object.keys(vocab).length
  const whole = Object.fromEntries(specials.map((token, index) => [token, next + index]))
  const end = specials.at(-1)
  const names = { bos_token: specials[0], eos_token: end, unk_token: end, pad_token: end }
  await writeFile(join(dir, 'vocab.json'), JSON.stringify({ ...vocab, ...whole }))
  await writeFile(join(dir, 'merges.txt'), ['#version: 0.2', ...merges, ''].join('\n'))
  await writeFile(join(dir, 'tokenizer_config.json'), JSON.stringify({ ...names, ...config }))
}
