import * as v from 'valibot'
import { EntityId, Timestamp } from './common'

/** Who wrote the present text of a caption. */
export const CaptionSource = v.picklist(['imported', 'person', 'model'])
export type CaptionSource = v.InferOutput<typeof CaptionSource>

export const CaptionStatus = v.picklist(['draft', 'accepted', 'rejected', 'skipped'])
export type CaptionStatus = v.InferOutput<typeof CaptionStatus>

export const Caption = v.object({
  id: EntityId,
  imageId: EntityId,
  /** Order among the image's captions, from 0. */
  position: v.number(),
  /** As typed, in Unicode normalisation form C. */
  text: v.string(),
  source: CaptionSource,
  /** The run whose model wrote it, when `source` is `model`. */
  runId: v.nullable(v.string()),
  status: CaptionStatus,
  /** Grows by one with every change; a save names the version it was made from. */
  version: v.number(),
  updatedAt: Timestamp
})
export type Caption = v.InferOutput<typeof Caption>
