import * as v from 'valibot'
import { EntityId, Timestamp } from './common'

export const ModelKind = v.picklist(['clip', 'gpt2'])
export type ModelKind = v.InferOutput<typeof ModelKind>

/** The two sides of a CLIP: pictures, sentences. */
export const ClipTower = v.picklist(['vision', 'text'])
export type ClipTower = v.InferOutput<typeof ClipTower>

/** What a CLIP folder's own files say about it; sizes of a side that it has no weights of are absent. */
export const ClipDetails = v.object({
  kind: v.literal('clip'),
  /** Width of the shared embedding. */
  embeddingSize: v.number(),
  /** Side of the square input in pixels. */
  imageSize: v.optional(v.number()),
  patchSize: v.optional(v.number()),
  /** Longest token sequence, start and end tokens included. */
  contextLength: v.optional(v.number()),
  vocabularySize: v.optional(v.number()),
  parameters: v.number()
})
export type ClipDetails = v.InferOutput<typeof ClipDetails>

/** What a GPT-2 folder's own files say about it. */
export const GptDetails = v.object({
  kind: v.literal('gpt2'),
  layers: v.number(),
  heads: v.number(),
  width: v.number(),
  positions: v.number(),
  /** Rows of the embedding table; the tokenizer may know more or fewer tokens. */
  vocabularySize: v.number(),
  tokenizerSize: v.number(),
  parameters: v.number()
})
export type GptDetails = v.InferOutput<typeof GptDetails>

export const ModelDetails = v.variant('kind', [ClipDetails, GptDetails])
export type ModelDetails = v.InferOutput<typeof ModelDetails>

/** A registered Hugging Face folder. */
export const Model = v.object({
  id: EntityId,
  name: v.string(),
  /** Absolute path of the folder. */
  path: v.string(),
  kind: ModelKind,
  details: ModelDetails,
  /** SHA-256 of the weights file, hexadecimal. */
  weightsHash: v.string(),
  addedAt: Timestamp
})
export type Model = v.InferOutput<typeof Model>
