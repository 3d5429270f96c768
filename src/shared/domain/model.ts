import * as v from 'valibot'
import { EntityId, Timestamp } from './common'

export const ModelKind = v.picklist(['clip', 'gpt2', 'captioner'])
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

/** What the files of a mapping network with its GPT-2 say about them. */
export const CaptionerDetails = v.object({
  kind: v.literal('captioner'),
  mapping: v.picklist(['mlp', 'transformer']),
  /** Numbers of the CLIP embedding that it takes. */
  embeddingSize: v.number(),
  prefixLength: v.number(),
  /** Of a transformer mapping network. */
  mappingLayers: v.optional(v.number()),
  clipLength: v.optional(v.number()),
  layers: v.number(),
  width: v.number(),
  vocabularySize: v.number(),
  /** False where its files hold the mapping network alone: the GPT-2 is then as it was. */
  holdsGpt: v.boolean(),
  /** Whether embeddings are divided by their length first. */
  normalizeEmbeddings: v.boolean(),
  parameters: v.number()
})
export type CaptionerDetails = v.InferOutput<typeof CaptionerDetails>

export const ModelDetails = v.variant('kind', [ClipDetails, GptDetails, CaptionerDetails])
export type ModelDetails = v.InferOutput<typeof ModelDetails>

/** A registered Hugging Face folder, or a captioner's checkpoint. */
export const Model = v.object({
  id: EntityId,
  name: v.string(),
  /** Absolute path of the folder or file. */
  path: v.string(),
  kind: ModelKind,
  details: ModelDetails,
  /** SHA-256 of the weights file, hexadecimal. */
  weightsHash: v.string(),
  /** Of a captioner: the registered CLIP model whose embeddings it takes. */
  clipModelId: v.nullable(EntityId),
  /** Of a captioner that is one file: the registered GPT-2 with its sizes and tokenizer. */
  gptModelId: v.nullable(EntityId),
  addedAt: Timestamp
})
export type Model = v.InferOutput<typeof Model>

/** A model to be registered. What stands beside the path counts for a captioner alone. */
export const AddModelParams = v.object({
  path: v.string(),
  /** The CLIP model; by default the one that its files name, or the only one that fits. */
  clipModelId: v.optional(EntityId),
  /** The GPT-2 of a checkpoint file; by default the only registered one. */
  gptModelId: v.optional(EntityId),
  /** By default as its files say, else false. */
  normalizeEmbeddings: v.optional(v.boolean())
})
export type AddModelParams = v.InferOutput<typeof AddModelParams>
