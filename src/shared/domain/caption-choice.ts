import * as v from 'valibot'
import { text, whole } from './bounds'

/** Names of people as `readNames` reads them; empty for everybody. */
const Names = v.optional(text(500), '')

/**
 * Which captions of an image count, for training and exports alike. Rejected and skipped ones and
 * suggestions never do. Where only some of an image are taken, they are the adjudicated ones first, then
 * those that somebody other than their author accepted, then other accepted ones, then drafts; among
 * equals the first one.
 */
export const CaptionChoice = v.object({
  /** Accepted ones and drafts by people; accepted ones; those that an adjudication chose or wrote. */
  captionState: v.optional(v.picklist(['usable', 'accepted', 'adjudicated']), 'usable'),
  /** Who wrote the present text. */
  captionAuthors: Names,
  /** Who accepted it. */
  captionReviewers: Names,
  /** At most so many of an image; 0 for all. */
  captionsPerImage: v.optional(whole(0, 1000), 0)
})
export type CaptionChoice = v.InferOutput<typeof CaptionChoice>
