import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { MAX_TOKENS, TokenId } from '../hugging-face/config-fields'
import { findJson } from '../weights/json-file'
import { BytePairModel, tokenizerJson } from './tokenizer-files'

const isPiece = (entry: unknown): boolean =>
  Array.isArray(entry) &&
  entry.length === 2 &&
  typeof entry[0] === 'string' &&
  Number.isFinite(entry[1])

/** Pieces with the logarithms of their probabilities, in the order of their ids. */
const Pieces = v.custom<[string, number][]>(
  (input) => Array.isArray(input) && input.length <= MAX_TOKENS && input.every(isPiece),
  `a list of up to ${MAX_TOKENS} pieces with their scores is needed`
)

/** SentencePiece's model by probabilities (Kudo, 2018): the unknown piece must be one of its own. */
const UnigramModel = v.pipe(
  v.looseObject({ type: v.literal('Unigram'), vocab: Pieces, unk_id: TokenId }),
  v.check(({ vocab, unk_id: unknown }) => unknown < vocab.length, 'unk_id is no piece of vocab')
)

const PieceTokenizerJson = tokenizerJson(
  v.union([UnigramModel, v.looseObject({ ...BytePairModel.entries, type: v.literal('BPE') })])
)
export type PieceTokenizerJson = v.InferOutput<typeof PieceTokenizerJson>

/**
 * `tokenizer.json` of a folder whose tokenizer was made by SentencePiece, of either kind. Throws
 * `model.file-missing` where only SentencePiece's own file is there, or `model.bad-file`.
 */
export async function readPieceTokenizerJson(dir: string): Promise<PieceTokenizerJson> {
  const file = 'tokenizer.json'
  const json = await findJson(dir, file, PieceTokenizerJson)
  if (!json) throw new AppError('model.file-missing', { path: dir, file })
  return json
}

/** The id of a special token. Throws `model.bad-file` where the tokenizer has none of that name. */
export function requireToken(
  dir: string,
  tokenizer: { token_to_id(token: string): number | undefined },
  token: string
): number {
  const id = tokenizer.token_to_id(token)
  if (id !== undefined) return id
  throw new AppError('model.bad-file', {
    path: join(dir, 'tokenizer.json'),
    detail: `it lacks the token ${token}`
  })
}
