import * as v from 'valibot'
import { EntityId, Split } from './common'

/** `auto` looks at the path: a folder, or a file's name and first bytes. */
export const ImportFormat = v.picklist([
  'auto',
  'viecap4h',
  'coco',
  'jsonl',
  'csv',
  'tsv',
  'folder',
  'pairs',
  'embeddings'
])
export type ImportFormat = v.InferOutput<typeof ImportFormat>

/**
 * Which columns or fields of a table or of JSON lines are read: by their names, or in a table by
 * their numbers from 1. What is not named is found by its usual name.
 */
export const ImportColumns = v.object({
  image: v.optional(v.string()),
  caption: v.optional(v.string()),
  english: v.optional(v.string()),
  vietnamese: v.optional(v.string())
})
export type ImportColumns = v.InferOutput<typeof ImportColumns>

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
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 42),
  columns: v.optional(ImportColumns, {}),
  /** The registered CLIP model that made the embeddings of the file; for embeddings alone. */
  encoder: v.optional(v.nullable(EntityId), null)
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
  'annotation-orphan',
  'id-duplicate',
  'record-too-long',
  'captions-too-many',
  'text-without-picture',
  'text-unreadable',
  'embedding-unmatched',
  'embedding-malformed'
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

/** What a file says beyond what the workbench knows, and how many records say it. */
export const ExtraField = v.object({ field: v.string(), records: v.number() })
export type ExtraField = v.InferOutput<typeof ExtraField>

const Added = v.object({ added: v.number(), unchanged: v.number() })

export const ImportReport = v.object({
  format: ImportFormat,
  /** Such as `utf-8` or `utf-16le`; null for a folder and for embeddings. */
  encoding: v.optional(v.nullable(v.string()), null),
  images: Added,
  captions: Added,
  pairs: Added,
  embeddings: v.optional(Added, { added: 0, unchanged: 0 }),
  /** Records that joined a picture which an earlier record had named. */
  joined: v.optional(v.number(), 0),
  /**
   * Further fields by the records of the file that have them: kept beside those that were imported,
   * and written back by an export of the format.
   */
  kept: v.optional(v.array(ExtraField), []),
  /**
   * Fields that are not kept: of a picture that an earlier record gave another value, or of
   * embeddings, beside which nothing can be kept.
   */
  notKept: v.optional(v.array(ExtraField), []),
  skippedTotal: v.number(),
  skippedByReason: v.record(v.string(), v.number()),
  /** The first 1,000; the totals above count every one. */
  skipped: v.array(SkippedRecord)
})
export type ImportReport = v.InferOutput<typeof ImportReport>

/** One record as an import would take it. */
export const PreviewRow = v.object({
  where: v.string(),
  /** The picture's name, or the English side. */
  name: v.string(),
  /** The captions, or the Vietnamese side. */
  texts: v.array(v.string()),
  /** Why the record would be passed over; null where it would be taken. */
  problem: v.nullable(SkipReason)
})
export type PreviewRow = v.InferOutput<typeof PreviewRow>

/** What the beginning of a file holds; nothing is imported. */
export const ImportPreview = v.object({
  format: ImportFormat,
  kind: v.picklist(['images', 'pairs', 'embeddings']),
  encoding: v.nullable(v.string()),
  /** Where the pictures were looked for; null for pairs. */
  imagesDir: v.nullable(v.string()),
  /** Names of the columns or fields of the file, and which of them are read as what. */
  columns: v.array(v.string()),
  used: v.record(v.string(), v.string()),
  rows: v.array(PreviewRow),
  kept: v.array(ExtraField),
  skipped: v.array(SkippedRecord),
  /** Whether these rows are all that the file holds. */
  complete: v.boolean()
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>
