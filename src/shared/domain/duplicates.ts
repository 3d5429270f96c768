import * as v from 'valibot'
import { whole } from './bounds'
import { EntityId, Split } from './common'
import { ImageState } from './image'

/** How near two images have to be. */
export const DuplicateParams = v.object({
  /** Most differing bits of their perceptual hashes, which have 64. */
  distance: v.optional(whole(0, 7), 5),
  /** A registered encoder whose kept embeddings are compared as well. */
  clipModelId: v.optional(v.nullable(EntityId), null),
  /** Smallest cosine of two embeddings. */
  similarity: v.optional(v.pipe(v.number(), v.minValue(0.8), v.maxValue(1)), 0.96)
})
export type DuplicateParams = v.InferOutput<typeof DuplicateParams>

export const DuplicateReport = v.object({
  clusters: v.number(),
  images: v.number(),
  /** Images that could not be read. */
  failed: v.number()
})
export type DuplicateReport = v.InferOutput<typeof DuplicateReport>

/** Images that look nearly the same. */
export const DuplicateCluster = v.object({
  id: EntityId,
  /** They are in several of train, validation and test: what is learned is tested. */
  leak: v.boolean(),
  images: v.array(
    v.object({
      id: EntityId,
      name: v.string(),
      split: Split,
      state: ImageState,
      /** The first caption that no model has suggested. */
      caption: v.nullable(v.string()),
      /** Words of this caption that another image's caption contradicts. */
      contradicts: v.array(v.string())
    })
  )
})
export type DuplicateCluster = v.InferOutput<typeof DuplicateCluster>
