import * as v from 'valibot'
import { EntityId } from './common'

/** How vectors are laid out in a plane: at once, or so that neighbours stay neighbours. */
export const MapMethod = v.picklist(['pca', 'umap'])
export type MapMethod = v.InferOutput<typeof MapMethod>

/** What is told of a map while it is made: the images first, then where each method puts them. */
export const MapEvent = v.variant('type', [
  v.object({
    type: v.literal('images'),
    ids: v.array(EntityId),
    /** Images that have an embedding; more than `ids` where only some of them are shown. */
    total: v.number()
  }),
  /** Places from 0 to 1, in the order of the images. */
  v.object({
    type: v.literal('places'),
    method: MapMethod,
    x: v.array(v.number()),
    y: v.array(v.number())
  }),
  v.object({ type: v.literal('progress'), done: v.number(), total: v.number() })
])
export type MapEvent = v.InferOutput<typeof MapEvent>

/** What the points of a map are coloured by; `loss` is of an evaluation. */
export const MapColour = v.picklist(['state', 'split', 'source', 'annotator', 'loss'])
export type MapColour = v.InferOutput<typeof MapColour>
