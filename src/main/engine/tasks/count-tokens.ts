import { loadGptTokenizer, type GptTokenizer } from '../text/gpt2-tokenizer'
import type { TaskFunction } from './task'

/** The tokenizer that was asked for last: a person writes for one model at a time. */
let last: { dir: string; tokenizer: Promise<GptTokenizer> } | null = null

/** How many tokens texts have, without any special one. */
export const countTokens: TaskFunction<'countTokens'> = async ({ gpt, texts }) => {
  if (last?.dir !== gpt) last = { dir: gpt, tokenizer: loadGptTokenizer(gpt) }
  const { tokenizer } = last
  try {
    const { encode } = await tokenizer
    return { counts: texts.map((text) => encode(text).length) }
  } catch (error) {
    // What failed may be mended: the next call reads the folder again.
    if (last?.tokenizer === tokenizer) last = null
    throw error
  }
}
