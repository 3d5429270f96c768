import * as v from 'valibot'
import { EntityId, Timestamp } from './common'

/** Who wrote the present text of a caption. */
export const CaptionSource = v.picklist(['imported', 'person', 'model'])
export type CaptionSource = v.InferOutput<typeof CaptionSource>

export const CaptionStatus = v.picklist(['draft', 'accepted', 'rejected', 'skipped'])
export type CaptionStatus = v.InferOutput<typeof CaptionStatus>

/** What somebody remarks about a caption, until it is resolved. */
export const CaptionNote = v.object({
  /** Unique among the caption's notes. */
  id: v.number(),
  text: v.string(),
  /** Who wrote it, by name, where they have one. */
  by: v.nullable(v.string()),
  at: Timestamp,
  resolved: v.boolean()
})
export type CaptionNote = v.InferOutput<typeof CaptionNote>

/**
 * What annotators of a team do not see: nothing (`off`), what other people wrote (`people`), or also what
 * came with the data and what models wrote (`all`).
 */
export const Blind = v.picklist(['off', 'people', 'all'])
export type Blind = v.InferOutput<typeof Blind>

/** How captions of a library are written and reviewed by a team. */
export const ReviewSettings = v.object({
  /** Captions are accepted only by reviewers, and by others than their author. */
  otherReviewer: v.boolean(),
  blind: Blind
})
export type ReviewSettings = v.InferOutput<typeof ReviewSettings>
/** Which version of a caption stays where a part was merged that changed it too. */
export const ConflictChoice = v.picklist(['ours', 'theirs', 'both'])
export type ConflictChoice = v.InferOutput<typeof ConflictChoice>

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
  /** Its words as an imported file has them, those of several syllables joined by `_`. */
  segmentation: v.nullable(v.string()),
  /** Who wrote its present text, by name: the person who typed it, or whom an imported file names. */
  author: v.nullable(v.string()),
  /** Who accepted or rejected it, by name. */
  reviewer: v.nullable(v.string()),
  /** In the order in which they were written. */
  notes: v.array(CaptionNote),
  /**
   * The caption, removed by now or not, that this one is another version of: a part of the library was
   * merged in which it was changed too.
   */
  conflictsWith: v.nullable(EntityId),
  /** Grows by one with every change; a save names the version it was made from. */
  version: v.number(),
  updatedAt: Timestamp
})
export type Caption = v.InferOutput<typeof Caption>

/** Whether a caption stands beside those of people until a person takes it. */
export const isSuggestion = ({
  source,
  status,
  conflictsWith
}: Pick<Caption, 'source' | 'status' | 'conflictsWith'>): boolean =>
  status === 'draft' && (source === 'model' || conflictsWith !== null)
