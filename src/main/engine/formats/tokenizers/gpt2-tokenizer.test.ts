import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadGptTokenizer } from './gpt2-tokenizer'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** The tokens of the words `<s>` and `<|endoftext|>` when they are cut into letters. */
const letters = [...new Set('<|endoftext|>/s')]
const spelled = (text: string): number[] => [...text].map((letter) => letters.indexOf(letter))

/** A folder with the older files, which say nothing but the letters, and this configuration. */
async function tokenizerOf(specials: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), 'viecap-gpt2-tokenizer-'))
  folders.push(dir)
  const put = (name: string, text: string) => writeFile(join(dir, name), text)
  await put('vocab.json', JSON.stringify(Object.fromEntries(letters.map((one, id) => [one, id]))))
  await put('merges.txt', '#version: 0.2\n')
  await put('tokenizer_config.json', JSON.stringify(specials))
  await put('config.json', JSON.stringify({ eos_token_id: letters.length }))
  return loadGptTokenizer(dir)
}

// The ids are those that GPT2Tokenizer of transformers 5.18 gives.
describe('special tokens that vocab.json lacks', () => {
  const [first, second, third] = [letters.length, letters.length + 1, letters.length + 2]

  it('come behind its tokens, in the order start, end, unknown, padding', async () => {
    const tokenizer = await tokenizerOf({
      pad_token: '<pad>',
      unk_token: '<unk>',
      eos_token: '</s>',
      bos_token: '<s>'
    })
    expect(tokenizer.encode('<s></s><unk><pad>')).toEqual([first, second, third, third + 1])
    expect(tokenizer.endOfTextId).toBe(second)
    expect(tokenizer.size).toBe(letters.length + 4)
    expect(tokenizer.encode('<|endoftext|>')).toEqual(spelled('<|endoftext|>'))
  })

  it('are one for all purposes where none is named', async () => {
    const tokenizer = await tokenizerOf({})
    expect(tokenizer.encode('<|endoftext|>s')).toEqual([first, letters.indexOf('s')])
    expect(tokenizer.endOfTextId).toBe(first)
    expect(tokenizer.size).toBe(letters.length + 1)
  })

  it('are named in part', async () => {
    const tokenizer = await tokenizerOf({ eos_token: '</s>', pad_token: '<pad>' })
    expect(tokenizer.encode('<|endoftext|></s><pad>')).toEqual([first, second, third])
    expect(tokenizer.endOfTextId).toBe(second)
  })
})
