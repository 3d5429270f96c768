import * as v from 'valibot'
import { checkCodes } from '../vietnamese/checks'
import { CaptionStatus } from './caption'
import { EntityId, Split } from './common'
import { ImageSelection } from './image'

/** A word or two that images are marked with; any text without line breaks. */
export const Tag = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(60),
  v.regex(/^[^\n"]+$/)
)

/** What can be done to many images at once: one undo. */
export const BulkEdit = v.variant('kind', [
  /** Of all captions but suggestions; without any a blank one is skipped or rejected. */
  v.object({ kind: v.literal('status'), status: CaptionStatus }),
  v.object({ kind: v.literal('split'), split: Split }),
  v.object({ kind: v.literal('tags'), add: v.array(Tag), remove: v.array(Tag) }),
  /** What models have suggested and nobody has taken or rejected yet. */
  v.object({ kind: v.literal('suggestions'), status: v.picklist(['accepted', 'rejected']) }),
  /** Makes their first caption this one, or adds it. */
  v.object({ kind: v.literal('caption'), text: v.pipe(v.string(), v.maxLength(10_000)) }),
  v.object({ kind: v.literal('remove-captions') }),
  /** Takes them out of the library with their captions; the files stay. */
  v.object({ kind: v.literal('remove-images') })
])
export type BulkEdit = v.InferOutput<typeof BulkEdit>

export const CheckCode = v.picklist(checkCodes)
/** Where the tone stands in open oa, oe and uy: hoà or hòa. */
export const ToneStyle = v.picklist(['new', 'old'])
export type ToneStyle = v.InferOutput<typeof ToneStyle>

/** A change of texts that is shown before it is made. */
export const TextEdit = v.variant('kind', [
  v.object({
    kind: v.literal('replace'),
    find: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
    /** For a regular expression `$1`, `$&` and `$<name>` stand for what was found. */
    replace: v.pipe(v.string(), v.maxLength(1000)),
    regex: v.boolean(),
    matchCase: v.boolean(),
    wholeWords: v.boolean()
  }),
  /** The likeliest fix of everything that these checks find. */
  v.object({
    kind: v.literal('fix'),
    checks: v.array(CheckCode),
    toneStyle: v.nullable(ToneStyle)
  })
])
export type TextEdit = v.InferOutput<typeof TextEdit>

/** Whose texts are changed: captions of images, or both sides of pairs that a filter admits. */
export const TextTarget = v.variant('of', [
  v.object({ of: v.literal('captions'), selection: ImageSelection }),
  v.object({
    of: v.literal('pairs'),
    text: v.optional(v.string(), ''),
    side: v.picklist(['english', 'vietnamese'])
  })
])
export type TextTarget = v.InferOutput<typeof TextTarget>

/** One change of a plan. */
export const TextChange = v.object({
  /** Its place in the plan, from 1. */
  seq: EntityId,
  /** The caption or pair. */
  id: EntityId,
  /** The image of a caption; null for a pair. */
  imageId: v.nullable(EntityId),
  before: v.string(),
  after: v.string(),
  excluded: v.boolean()
})
export type TextChange = v.InferOutput<typeof TextChange>

/** How far the search for what would change is; `done` is its end. */
export const TextPlan = v.object({
  id: v.string(),
  scanned: v.number(),
  changes: v.number(),
  done: v.boolean()
})
export type TextPlan = v.InferOutput<typeof TextPlan>

export const BulkReport = v.object({
  /** Captions, pairs or images that were changed. */
  changed: v.number(),
  /** Left alone, since they were changed elsewhere after the preview. */
  skipped: v.number()
})
export type BulkReport = v.InferOutput<typeof BulkReport>
