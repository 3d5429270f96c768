import * as v from 'valibot'
import { EntityId } from './common'

/** How far the embeddings of one CLIP model have come. */
export const EmbeddingStatus = v.object({
  modelId: EntityId,
  modelName: v.string(),
  images: v.object({ done: v.number(), failed: v.number(), total: v.number() }),
  sentences: v.object({ done: v.number(), failed: v.number(), total: v.number() })
})
export type EmbeddingStatus = v.InferOutput<typeof EmbeddingStatus>

export const EmbedParams = v.object({ modelId: EntityId })
export type EmbedParams = v.InferOutput<typeof EmbedParams>

export const EmbedReport = v.object({
  images: v.object({ embedded: v.number(), failed: v.number() }),
  sentences: v.object({ embedded: v.number(), failed: v.number() })
})
export type EmbedReport = v.InferOutput<typeof EmbedReport>
