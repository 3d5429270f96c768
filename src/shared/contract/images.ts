import * as v from 'valibot'
import {
  Count,
  EntityId,
  ImageDetail,
  ImageFilter,
  ImageRow,
  ImageSort,
  list,
  PageRequest,
  Split,
  whole
} from '../domain'
import { Done, procedure } from './base'

/** A listing: its filter and its order. */
const listing = {
  filter: ImageFilter,
  sort: v.optional(ImageSort, { by: 'name', descending: false })
}

/** Images in a chosen order. Images and thumbnails come by URL, see `media.ts`. */
export const imagesContract = {
  page: procedure
    .input(v.object({ ...listing, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(ImageRow) })),
  get: procedure.input(v.object({ id: EntityId })).output(ImageDetail),
  /**
   * The image that `id` leads to now: itself or, where it was removed and imported again, the one
   * in its place; null where there is none.
   */
  find: procedure.input(v.object({ id: EntityId })).output(v.object({ id: v.nullable(EntityId) })),
  /** Index of an image in the listing; null when the filter leaves it out. */
  indexOf: procedure
    .input(v.object({ id: EntityId, ...listing }))
    .output(v.object({ index: v.nullable(v.number()) })),
  /** The first image after `index` whose state is `empty` or `draft`, wrapping round once. */
  nextUndone: procedure
    .input(v.object({ index: whole(-1), ...listing }))
    .output(v.nullable(v.object({ id: EntityId, index: v.number() }))),
  /** The images at the indexes `from` to `to` of the listing, both included. */
  idsBetween: procedure
    .input(v.object({ ...listing, from: Count, to: Count }))
    .output(v.object({ ids: v.array(EntityId) })),
  setSplit: procedure.input(v.object({ ids: list(EntityId), split: Split })).output(Done)
}
