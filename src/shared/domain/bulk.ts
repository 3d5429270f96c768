import * as v from 'valibot'
import { checkCodes } from '../vietnamese/check-codes'
import { FilterText, list, Text, text } from './bounds'
import { CaptionStatus } from './caption'
import { EntityId, Split } from './common'
import { ImageSelection } from './image'

/** A word or two that images are marked with; any text without line breaks. */
export const Tag = v.pipe(
  text(1000),
  v.trim(),
  v.minLength(1),
  v.maxLength(60),
  v.regex(/^[^\n"]+$/, 'input.bad-tag')
)

/** What can be done to many images at once: one undo. */
export const BulkEdit = v.variant('kind', [
  /** Of all captions but suggestions; without any a blank one is skipped or rejected. */
  v.object({ kind: v.literal('status'), status: CaptionStatus }),
  v.object({
    kind: v.literal('split'),
    split: Split,
    /** Only this share of the images, drawn at random: the same ones of the same images. */
    share: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)))
  }),
  v.object({ kind: v.literal('tags'), add: list(Tag, 100), remove: list(Tag, 100) }),
  /** What models have suggested and nobody has taken or rejected yet. */
  v.object({ kind: v.literal('suggestions'), status: v.picklist(['accepted', 'rejected']) }),
  /** Makes their first caption this one, or adds it. */
  v.object({ kind: v.literal('caption'), text: Text }),
  v.object({ kind: v.literal('remove-captions') }),
  /** Takes them out of the library with their captions; the files stay. */
  v.object({ kind: v.literal('remove-images') })
])
export type BulkEdit = v.InferOutput<typeof BulkEdit>

export const CheckCode = v.picklist(checkCodes)
/** How the texts of a library are to be written, see `vietnamese/check-codes.ts`; null admits both ways. */
const styles = {
  toneStyle: v.nullable(v.picklist(['new', 'old'])),
  letterStyle: v.nullable(v.picklist(['y', 'i'])),
  punctuation: v.nullable(v.picklist(['attached', 'apart']))
}
/** A word or phrase that the checks leave alone. */
export const IgnoredWord = v.pipe(text(200), v.trim(), v.minLength(1))
export const CheckSettings = v.object({ ...styles, ignored: list(IgnoredWord, 10_000) })
export type CheckSettings = v.InferOutput<typeof CheckSettings>
export const CheckStyles = v.partial(v.object(styles))
export type CheckStyles = v.InferOutput<typeof CheckStyles>

/** A change of texts that is shown before it is made. */
export const TextEdit = v.variant('kind', [
  v.object({
    kind: v.literal('replace'),
    find: v.pipe(text(1000), v.minLength(1)),
    /** For a regular expression `$1`, `$&` and `$<name>` stand for what was found. */
    replace: text(1000),
    regex: v.boolean(),
    matchCase: v.boolean(),
    wholeWords: v.boolean()
  }),
  /** The fixes of what these checks find; texts with none that is beyond doubt are left out of the plan at first. */
  v.object({ kind: v.literal('fix'), checks: list(CheckCode, 100) })
])
export type TextEdit = v.InferOutput<typeof TextEdit>

/** Whose texts are changed: captions of images, or both sides of pairs that match a filter. */
export const TextTarget = v.variant('of', [
  v.object({ of: v.literal('captions'), selection: ImageSelection }),
  v.object({
    of: v.literal('pairs'),
    text: v.optional(FilterText, ''),
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
