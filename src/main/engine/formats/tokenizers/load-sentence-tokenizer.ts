import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import { loadClipTokenizer, readClipTokenizerJson } from './clip-tokenizer'
import { loadMetaclipTokenizer } from './metaclip-tokenizer'
import { loadSiglipTokenizer, readPaddingToken } from './siglip-tokenizer'
import { readPieceTokenizerJson } from './piece-tokenizer-file'
import type { SentenceTokenizer } from './sentence-tokenizer'

/**
 * The tokenizer of an encoder's folder. Throws `model.file-missing`, `model.bad-file` or
 * `model.slow-pattern`.
 */
export function loadSentenceTokenizer(
  dir: string,
  { family, text: { contextLength } }: Pick<EncoderShape, 'family' | 'text'>
): Promise<SentenceTokenizer> {
  if (family === 'siglip') return loadSiglipTokenizer(dir, contextLength)
  return (family === 'metaclip2' ? loadMetaclipTokenizer : loadClipTokenizer)(dir, contextLength)
}

/** All that decides which ids sentences become, as JSON. Throws as the above. */
export async function describeSentenceTokenizer(
  dir: string,
  family: EncoderShape['family']
): Promise<unknown> {
  if (family === 'clip') return readClipTokenizerJson(dir)
  const json = await readPieceTokenizerJson(dir)
  return family === 'siglip' ? { json, padding: await readPaddingToken(dir) } : json
}
