import * as v from 'valibot'
import { EntityId } from './common'

/**
 * How the encoder sees an image: turned as its EXIF orientation says, as people see it; or as its pixels are
 * stored, as the recipe does.
 */
export const ImageOrientation = v.picklist(['upright', 'stored'])
export type ImageOrientation = v.InferOutput<typeof ImageOrientation>

const KindStatus = v.object({
  done: v.number(),
  failed: v.number(),
  total: v.number(),
  /**
   * Inputs that have a vector of an older version alone, which did not note by which preprocessing
   * or tokenizer it was made. It is kept and not used.
   */
  older: v.number()
})

/** How far the embeddings of one encoder have come. */
export const EmbeddingStatus = v.object({
  modelId: EntityId,
  modelName: v.string(),
  images: KindStatus,
  sentences: KindStatus
})
export type EmbeddingStatus = v.InferOutput<typeof EmbeddingStatus>

export const EmbedParams = v.object({
  modelId: EntityId,
  orientation: v.optional(ImageOrientation, 'upright')
})
export type EmbedParams = v.InferOutput<typeof EmbedParams>

export const EmbedReport = v.object({
  images: v.object({ embedded: v.number(), failed: v.number() }),
  sentences: v.object({ embedded: v.number(), failed: v.number() })
})
export type EmbedReport = v.InferOutput<typeof EmbedReport>
