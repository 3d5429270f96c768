import * as v from 'valibot'
import {
  EntityId,
  ImageDetail,
  ImageFilter,
  ImageRow,
  ImageSort,
  PageRequest,
  Split
} from '../domain'
import { Done, procedure } from './base'

/** A listing: what it admits, and its order. */
const listing = {
  filter: ImageFilter,
  sort: v.optional(ImageSort, { by: 'name', descending: false })
}
const Index = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Images in a chosen order. Pictures and thumbnails come by URL, see `media.ts`. */
export const imagesContract = {
  page: procedure
    .input(v.object({ ...listing, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(ImageRow) })),
  /**
   * The first images, at most `limit`: fewer of them, without a total, where it takes far longer to
   * find out how many there are.
   */
  first: procedure
    .input(v.object({ ...listing, limit: PageRequest.entries.limit }))
    .output(v.object({ total: v.nullable(v.number()), rows: v.array(ImageRow) })),
  get: procedure.input(v.object({ id: EntityId })).output(ImageDetail),
  /** Index of an image in the listing; null when the filter leaves it out. */
  indexOf: procedure
    .input(v.object({ id: EntityId, ...listing }))
    .output(v.object({ index: v.nullable(v.number()) })),
  /** The first image after `index` whose state is `empty` or `draft`, wrapping round once. */
  nextUndone: procedure
    .input(v.object({ index: v.number(), ...listing }))
    .output(v.nullable(v.object({ id: EntityId, index: v.number() }))),
  /** The images at the indexes `from` to `to` of the listing, both included. */
  idsBetween: procedure
    .input(v.object({ ...listing, from: Index, to: Index }))
    .output(v.object({ ids: v.array(EntityId) })),
  setSplit: procedure.input(v.object({ ids: v.array(EntityId), split: Split })).output(Done)
}
