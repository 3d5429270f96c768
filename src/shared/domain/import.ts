import * as v from 'valibot'
import { Split } from './common'

/** `auto` looks at the path: a folder, or a file's name and first bytes. */
export const ImportFormat = v.picklist([
  'auto',
  'viecap4h',
  'coco',
  'jsonl',
  'csv',
  'tsv',
  'folder',
  'pairs'
])
export type ImportFormat = v.InferOutput<typeof ImportFormat>

export const ImportParams = v.object({
  /** File or folder to read. For pairs: the English or the Vietnamese side, the other is found beside it. */
  path: v.string(),
  format: v.optional(ImportFormat, 'auto'),
  /** Folder that holds the pictures; by default the file's folder or its `images_train/`, `images/`. */
  imagesDir: v.optional(v.nullable(v.string()), null),
  /** Split of what is imported; held-out rows become `val`. */
  split: v.optional(Split, 'train'),
  /** Share of the images (or pairs) held out for validation, 0 to below 1. */
  valFraction: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  /** Seed of the choice of the held-out rows. */
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 42)
})
export type ImportParams = v.InferOutput<typeof ImportParams>

/** Why a record was passed over. Worded in the window and on the command line by table. */
export const SkipReason = v.picklist([
  'picture-missing',
  'picture-unreadable',
  'id-invalid',
  'id-outside-folder',
  'record-malformed',
  'caption-empty',
  'pair-side-empty',
  'line-malformed',
  'annotation-orphan'
])
export type SkipReason = v.InferOutput<typeof SkipReason>

export const SkippedRecord = v.object({
  reason: SkipReason,
  /** Where in the input: `record 3`, `line 12`, or a file name. */
  where: v.string(),
  /** The id or text concerned, shortened to 200 characters. */
  what: v.string()
})
export type SkippedRecord = v.InferOutput<typeof SkippedRecord>

export const ImportReport = v.object({
  format: ImportFormat,
  images: v.object({ added: v.number(), unchanged: v.number() }),
  captions: v.object({ added: v.number(), unchanged: v.number() }),
  pairs: v.object({ added: v.number(), unchanged: v.number() }),
  skippedTotal: v.number(),
  skippedByReason: v.record(v.string(), v.number()),
  /** The first 1,000; the totals above count every one. */
  skipped: v.array(SkippedRecord)
})
export type ImportReport = v.InferOutput<typeof ImportReport>
