import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { AppError } from '../../../../shared/errors'
import { withinTime } from '../../../base/within-time'
import type { PieceTokenizerJson } from './piece-tokenizer-file'
import type { TokenizerJson } from './tokenizer-files'
import { checkSteps, gptWords } from './tokenizer-steps'

/** What is used of the package's tokenizer. */
export interface BytePairTokenizer {
  encode(text: string, options?: { add_special_tokens?: boolean }): { ids: number[] }
  decode: Tokenizer['decode']
  token_to_id: Tokenizer['token_to_id']
  id_to_token: Tokenizer['id_to_token']
  get_vocab(): Map<string, number>
}

/** How long a pattern of the tokenizer's own may take for one text, in milliseconds. */
const LONGEST_MS = 2000

/**
 * A tokenizer of the package from `json`, with one mend. The package's byte-level step cuts with
 * JavaScript's `\s`, which holds U+FEFF and lacks U+0085; its `Split` step knows Unicode's white
 * space, as the reference does. So the cut is left to a `Split` with the same pattern.
 *
 * Patterns other than the well-known ones are given up after two seconds, by `model.slow-pattern`.
 */
export function makeTokenizer(
  dir: string,
  json: TokenizerJson | PieceTokenizerJson
): BytePairTokenizer {
  const path = join(dir, 'tokenizer.json')
  try {
    const { ownPatterns } = checkSteps(json)
    const steps = { ...json, pre_tokenizer: mendByteLevel(json.pre_tokenizer) }
    return ownPatterns ? boundedTokenizer(path, steps) : new Tokenizer(steps, {})
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('model.bad-file', { path, detail }, { cause })
  }
}

/** Texts that patterns with a repetition within a repetition mostly take forever for. */
const trials = ['a', '0', ' ', 'á', '.', 'a ', 'a1'].map((part) => `${part.repeat(100)}\u0001`)

/** A tokenizer whose every piece of work has an end. */
function boundedTokenizer(
  path: string,
  json: TokenizerJson | PieceTokenizerJson
): BytePairTokenizer {
  const bounded = <T>(work: () => T): T =>
    withinTime(LONGEST_MS, work, () => new AppError('model.slow-pattern', { path }))
  const tokenizer = bounded(() => new Tokenizer(json, {}))
  for (const text of trials) bounded(() => tokenizer.encode(text))
  return {
    encode: (...args) => bounded(() => tokenizer.encode(...args)),
    decode: (...args) => bounded(() => tokenizer.decode(...args)),
    token_to_id: (token) => tokenizer.token_to_id(token),
    id_to_token: (id) => tokenizer.id_to_token(id),
    get_vocab: () => tokenizer.get_vocab()
  }
}

function mendByteLevel(step: unknown): unknown {
  if (typeof step !== 'object' || step === null) return step
  if ('pretokenizers' in step && Array.isArray(step.pretokenizers)) {
    return { ...step, pretokenizers: step.pretokenizers.map(mendByteLevel) }
  }
  if (!('type' in step) || step.type !== 'ByteLevel') return step
  const { use_regex = true, add_prefix_space = false } = step as ByteLevelStep
  // A space put before the text must be there before the cut.
  if (!use_regex || add_prefix_space) return step
  const cut = { type: 'Split', pattern: { Regex: gptWords }, behavior: 'Removed', invert: true }
  return { type: 'Sequence', pretokenizers: [cut, { ...step, use_regex: false }] }
}

interface ByteLevelStep {
  use_regex?: boolean
  add_prefix_space?: boolean
}
