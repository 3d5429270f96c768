import { stopTextTokens } from '../../captioner/decode/stop-tokens'
import { lastTokenizer } from '../../formats/tokenizers/last-tokenizer'
import type { TaskFunction } from './task'

/** Which texts hold the token of a stop text before their last one. */
export const findStops: TaskFunction<'findStops'> = async ({ gpt, stopText, texts }) => {
  const tokenizer = await lastTokenizer(gpt)
  const stops = new Set(stopTextTokens(tokenizer, stopText))
  const holdsOne = (text: string): boolean =>
    tokenizer
      .encode(text)
      .slice(0, -1)
      .some((id) => stops.has(id))
  return { inside: [...texts.keys()].filter((index) => holdsOne(texts[index] ?? '')) }
}
