import { lastTokenizer } from '../../formats/tokenizers/last-tokenizer'
import type { TaskFunction } from './task'

/** How many tokens texts have, without any special one. */
export const countTokens: TaskFunction<'countTokens'> = async ({ gpt, texts }) => {
  const { encode } = await lastTokenizer(gpt)
  return { counts: texts.map((text) => encode(text).length) }
}
