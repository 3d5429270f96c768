import { makeTokenizer } from './byte-level-bpe'
import { cutToContext } from './cut-to-context'
import { readPieceTokenizerJson } from './piece-tokenizer-file'
import type { SentenceTokenizer } from './sentence-tokenizer'

/**
 * The tokenizer of a MetaCLIP 2 worldwide: XLM-R's or XLM-V's pieces of all languages between start
 * and end of text. Throws `model.file-missing`, `model.bad-file` or `model.slow-pattern`.
 */
export async function loadMetaclipTokenizer(
  dir: string,
  contextLength: number
): Promise<SentenceTokenizer> {
  const tokenizer = makeTokenizer(dir, await readPieceTokenizerJson(dir))
  return { encode: (text) => cutToContext(tokenizer.encode(text).ids, contextLength) }
}
