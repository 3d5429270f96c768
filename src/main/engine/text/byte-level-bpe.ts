import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { AppError } from '../../../shared/errors'
import type { TokenizerJson } from './tokenizer-files'

/** The pattern by which GPT-2's byte-level step cuts a text into words. */
export const gptWords = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

/**
 * A tokenizer of the package from `json`, with one mend. The package's byte-level step cuts with
 * JavaScript's `\s`, which holds U+FEFF and lacks U+0085; its `Split` step knows Unicode's white
 * space, as the reference does. So the cut is left to a `Split` with the same pattern.
 */
export function makeTokenizer(dir: string, json: TokenizerJson): Tokenizer {
  try {
    return new Tokenizer({ ...json, pre_tokenizer: mendByteLevel(json.pre_tokenizer) }, {})
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('model.bad-file', { path: join(dir, 'tokenizer.json'), detail }, { cause })
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
