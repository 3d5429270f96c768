import * as v from 'valibot'
import { Encoder, RunConfig } from '../../../shared/domain'
import type { WeightFile } from '../formats/weights/weight-file'

/** Key of `CaptionerFacts` in the metadata of a safetensors file. */
const KEY = 'viecap'

/** What our own exports say of themselves beside their tensors. */
const CaptionerFacts = v.looseObject({
  format: v.literal(1),
  /** Whether CLIP embeddings are divided by their length first. */
  normalizeEmbeddings: v.boolean(),
  /** Whether its training captions end with end-of-text; files of older versions do not say it. */
  endOfText: v.optional(v.boolean()),
  /** How it is prompted with captions of training images; only where it is. */
  retrieval: v.optional(
    v.object({
      retrievedCaptions: RunConfig.entries.retrievedCaptions.wrapped,
      retrievedTokens: RunConfig.entries.retrievedTokens.wrapped,
      retrievedMaxSimilarity: RunConfig.entries.retrievedMaxSimilarity.wrapped
    })
  ),
  /** The encoder whose embeddings it was trained on. */
  clip: v.object({ name: v.string(), weightsHash: v.string(), encoder: v.optional(Encoder) }),
  /** The captioners whose weights were averaged, by name; only of an average. */
  averageOf: v.optional(v.array(v.string()))
})
export type CaptionerFacts = v.InferOutput<typeof CaptionerFacts>

export const writeFacts = (facts: CaptionerFacts): Record<string, string> => ({
  // Hugging Face's reader wants to know which library the tensors are laid out for.
  format: 'pt',
  [KEY]: JSON.stringify(facts)
})

/** Null for a file of others. */
export function readFacts({ metadata }: WeightFile): CaptionerFacts | null {
  const text = metadata[KEY]
  if (text === undefined) return null
  try {
    const result = v.safeParse(CaptionerFacts, JSON.parse(text))
    return result.success ? result.output : null
  } catch {
    return null
  }
}
