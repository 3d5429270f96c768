import * as v from 'valibot'
import { CaptionSource, CaptionStatus } from './caption'
import { EntityId, Timestamp } from './common'

/** What a person did in one go: undone and redone as one, and named in the history. */
export const ChangeKind = v.picklist([
  'edit',
  'status',
  'remove',
  'split-caption',
  'merge',
  'move',
  'restore',
  'suggestion',
  'replace',
  'fix',
  'set-split',
  'tags',
  'remove-images',
  'captioning',
  'note',
  'send-back',
  'resolve-note',
  'merge-part',
  'conflict',
  'adjudicate'
])
export type ChangeKind = v.InferOutput<typeof ChangeKind>

/** A caption as it stood on one side of a change. */
export const CaptionVersion = v.object({
  text: v.string(),
  status: CaptionStatus,
  source: CaptionSource,
  runId: v.nullable(v.string()),
  version: v.number()
})
export type CaptionVersion = v.InferOutput<typeof CaptionVersion>

/** One recorded change of a caption. Changes made together share a group and are undone together. */
export const Revision = v.object({
  id: EntityId,
  group: v.number(),
  captionId: EntityId,
  kind: ChangeKind,
  /** Null where the caption did not exist before (or does not after). */
  before: v.nullable(CaptionVersion),
  after: v.nullable(CaptionVersion),
  /** What made the change: `import`, `person`, `person:NAME`, `undo`, `redo` or `run:ID`. */
  actor: v.string(),
  at: Timestamp
})
export type Revision = v.InferOutput<typeof Revision>

/** What an undo or redo did. */
export const Undone = v.object({
  kind: ChangeKind,
  /** How many rows it changed. */
  changes: v.number(),
  /** The images and pairs that it touched: the first thousand of each. */
  imageIds: v.array(EntityId),
  pairIds: v.array(EntityId)
})
export type Undone = v.InferOutput<typeof Undone>
