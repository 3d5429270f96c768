import * as v from 'valibot'
import { FilterText, list } from './bounds'
import { Caption } from './caption'
import { EntityId, Split } from './common'

/** Where an image is in the annotator's work, derived from its captions. */
export const ImageState = v.picklist(['empty', 'draft', 'accepted', 'rejected', 'skipped'])
export type ImageState = v.InferOutput<typeof ImageState>

/** One cell of the grid. */
export const ImageRow = v.object({
  id: EntityId,
  /** The image's name in its data set, such as `img000.jpg` or `ward/img7.png`. */
  name: v.string(),
  /** Pixels, after EXIF orientation. */
  width: v.number(),
  height: v.number(),
  split: Split,
  state: ImageState,
  /** The file was not at its path at the last check. */
  missing: v.boolean(),
  captionCount: v.number(),
  /** Text of the first caption, or null. */
  firstCaption: v.nullable(v.string()),
  /** Where a `like:` orders the listing: cosine of the embeddings, -1 to 1. */
  similarity: v.optional(v.number()),
  /** Twelve hexadecimal digits that change with the file's content. */
  version: v.string()
})
export type ImageRow = v.InferOutput<typeof ImageRow>

export const ImageDetail = v.object({
  ...ImageRow.entries,
  /** Absolute path of the file. */
  path: v.string(),
  /** Size of the file in bytes. */
  bytes: v.number(),
  tags: v.array(v.string()),
  captions: v.array(Caption)
})
export type ImageDetail = v.InferOutput<typeof ImageDetail>

/** Conditions joined by "and"; a missing one matches every image. */
export const ImageFilter = v.object({
  /** Words searched in captions and names; accents in a word make it match exactly. */
  text: v.optional(FilterText),
  split: v.optional(Split),
  state: v.optional(ImageState)
})
export type ImageFilter = v.InferOutput<typeof ImageFilter>

/** By what a listing of images is ordered; where that is the same, by name. */
export const ImageSort = v.object({
  by: v.picklist(['name', 'state', 'split', 'captions', 'changed', 'pixels', 'bytes', 'agreement']),
  descending: v.boolean()
})
export type ImageSort = v.InferOutput<typeof ImageSort>

/** Images that something is done to: some by id, or all that match a filter except for some. */
export const ImageSelection = v.union([
  v.object({ ids: list(EntityId) }),
  v.object({ filter: ImageFilter, except: list(EntityId) })
])
export type ImageSelection = v.InferOutput<typeof ImageSelection>
