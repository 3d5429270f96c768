import { loadGptTokenizer, type GptTokenizer } from './gpt2-tokenizer'

let last: { dir: string; tokenizer: Promise<GptTokenizer> } | null = null

/**
 * The tokenizer of a GPT-2 folder. The one that was asked for last is kept: a person writes and
 * trains for one model at a time.
 */
export async function lastTokenizer(dir: string): Promise<GptTokenizer> {
  if (last?.dir !== dir) last = { dir, tokenizer: loadGptTokenizer(dir) }
  const asked = last
  try {
    return await asked.tokenizer
  } catch (error) {
    // What failed may be mended: the next call reads the folder again.
    if (last === asked) last = null
    throw error
  }
}
