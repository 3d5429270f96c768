import * as v from 'valibot'
import { EntityId, ImageDetail, ImageFilter, ImageRow, PageRequest, Split } from '../domain'
import { Done, procedure } from './base'

/** Images in the order of their names. Pictures and thumbnails come by URL, see `media.ts`. */
export const imagesContract = {
  page: procedure
    .input(v.object({ filter: ImageFilter, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(ImageRow) })),
  get: procedure.input(v.object({ id: EntityId })).output(ImageDetail),
  /** Index of an image in the filtered listing; null when the filter leaves it out. */
  indexOf: procedure
    .input(v.object({ id: EntityId, filter: ImageFilter }))
    .output(v.object({ index: v.nullable(v.number()) })),
  /** The first image after `index` whose state is `empty` or `draft`, wrapping round once. */
  nextUndone: procedure
    .input(v.object({ index: v.number(), filter: ImageFilter }))
    .output(v.nullable(v.object({ id: EntityId, index: v.number() }))),
  setSplit: procedure.input(v.object({ ids: v.array(EntityId), split: Split })).output(Done)
}
