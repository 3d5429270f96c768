import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'

/** A stop text as tokens, with and without the space before it: those that the model knows as one. */
export const stopTextTokens = (
  tokenizer: Pick<GptTokenizer, 'tokenId'>,
  stopText: string
): number[] =>
  stopText === '' ? [] : [stopText, ` ${stopText}`].flatMap((text) => tokenizer.tokenId(text) ?? [])
