import * as v from 'valibot'
import { list, Path, text, whole } from './bounds'
import { EntityId, Split } from './common'

/** `auto` looks at the path: what a folder holds, or how a file begins. */
export const ImportFormat = v.picklist([
  'auto',
  'viecap4h',
  'coco',
  'ktvic',
  'openviic',
  'coco-results',
  'flickr',
  'imagefolder',
  'label-studio',
  'argilla',
  'prodigy',
  'jsonl',
  'csv',
  'tsv',
  'folder',
  'parquet',
  'webdataset',
  'pairs',
  'sentences',
  'embeddings'
])
export type ImportFormat = v.InferOutput<typeof ImportFormat>

const ColumnName = text(1000)

/**
 * Which columns or fields of a table or of JSON lines are read: by their names, or in a table by
 * their numbers from 1. What is not named is found by its usual name.
 */
export const ImportColumns = v.object({
  image: v.optional(ColumnName),
  caption: v.optional(ColumnName),
  english: v.optional(ColumnName),
  vietnamese: v.optional(ColumnName)
})
export type ImportColumns = v.InferOutput<typeof ImportColumns>

export const CaptionTexts = v.picklist(['lines', 'whole'])
export type CaptionTexts = v.InferOutput<typeof CaptionTexts>

/** How the rows of a table are written. */
export const TableDialect = v.object({
  delimiter: v.string(),
  /** Whether cells may stand in double quotes. */
  quotes: v.boolean(),
  /** What stands before a quote inside of quotes: another one, or a backslash. */
  escape: v.picklist(['"', '\\']),
  /** Whether blanks around cells are no part of them. */
  trim: v.boolean(),
  /** Whether the first line is `sep=`, as Excel reads it. */
  sepLine: v.boolean()
})
export type TableDialect = v.InferOutput<typeof TableDialect>

/** What an input was taken for, beyond its format. */
export const ImportTaken = v.object({
  dialect: v.optional(TableDialect),
  /** Files of a folder that are read, with the split that their place says. */
  parts: v.optional(v.array(v.object({ file: v.string(), split: v.nullable(Split) }))),
  /** The other file that was used with it. */
  beside: v.optional(v.string()),
  /** What two files with captions of the same images were joined by. */
  joinedBy: v.optional(v.picklist(['annotation', 'image'])),
  /** What text files beside images hold. */
  texts: v.optional(CaptionTexts),
  /** Files of a folder of images that may hold its captions, and are not read with it. */
  unread: v.optional(v.array(v.string()))
})
export type ImportTaken = v.InferOutput<typeof ImportTaken>

export const ImportParams = v.object({
  /**
   * File, folder or single image to read. For pairs: the English or the Vietnamese side, the other
   * is found beside it.
   */
  path: Path,
  /** Only these images of the folder, where several were named one by one. */
  names: v.optional(v.nullable(list(text(1000), 100_000)), null),
  format: v.optional(ImportFormat, 'auto'),
  /** Folder that holds the images; by default the one near the file that has most of them. */
  imagesDir: v.optional(v.nullable(Path), null),
  /** Split of what is imported; null: as the data says, else `train`. Held-out rows become `val`. */
  split: v.optional(v.nullable(Split), null),
  /** Share of the images (or pairs) held out for validation, 0 to below 1. */
  valFraction: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  /** Seed of the choice of the held-out rows. */
  seed: v.optional(whole(), 42),
  columns: v.optional(ImportColumns, {}),
  /** What a text file beside an image holds: a caption a line, or one caption. */
  texts: v.optional(CaptionTexts, 'lines'),
  /**
   * The other file that the input needs: for COCO results the COCO file that says which image an id
   * is, for pairs from COCO files the English one. By default it is looked for near the input.
   */
  beside: v.optional(v.nullable(Path), null),
  /** Whether the library keeps copies of the images, as for those that were uploaded and go away again. */
  copyImages: v.optional(v.boolean(), false),
  /** The registered encoder that made the embeddings of the file; for embeddings alone. */
  encoder: v.optional(v.nullable(EntityId), null)
})
export type ImportParams = v.InferOutput<typeof ImportParams>

/** Why a record was passed over. Worded in the window and on the command line by table. */
export const SkipReason = v.picklist([
  'image-missing',
  'image-unreadable',
  'id-invalid',
  'id-outside-folder',
  'record-malformed',
  'field-missing',
  'field-wrong',
  'caption-empty',
  'text-broken',
  'pair-side-empty',
  'pair-uneven',
  'line-malformed',
  'annotation-orphan',
  'id-duplicate',
  'record-too-long',
  'captions-too-many',
  'text-without-image',
  'text-unreadable',
  'link-outside',
  'text-second',
  'id-unknown',
  'folder-unreadable',
  'embedding-unmatched',
  'embedding-not-finite',
  'embedding-malformed',
  'json-value',
  'json-comma',
  'json-comment',
  'json-quotes',
  'json-control',
  'json-escape',
  'json-cut',
  'json-more',
  'json-deep'
])
export type SkipReason = v.InferOutput<typeof SkipReason>

export const SkippedRecord = v.object({
  reason: SkipReason,
  /** Where in the input: `record 3`, `line 12`, or a file name. */
  where: v.string(),
  /** The line of the file, from 1, where `where` does not say it. */
  line: v.optional(v.number()),
  /** The field concerned, such as `area` or `box.2`. */
  field: v.optional(v.string()),
  /** More of the reason, such as what is wrong with the image; as an error's parameter has it. */
  detail: v.optional(v.string()),
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
  taken: v.optional(ImportTaken, {}),
  /** Images that were added, by the split that the import put them in. */
  splits: v.optional(v.record(v.string(), v.number()), {}),
  /** Images of the file without a caption in it. */
  withoutCaption: v.optional(v.number(), 0),
  /** JPEG files that lack their end marker and nothing else: they are used. */
  lacksEnd: v.optional(v.object({ images: v.number(), first: v.string() })),
  /** Records that joined an image which an earlier record had named. */
  joined: v.optional(v.number(), 0),
  /**
   * Further fields by the records of the file that have them: kept beside those that were imported,
   * and written back by an export of the format.
   */
  kept: v.optional(v.array(ExtraField), []),
  /** Captions in it that models wrote: suggestions until a person takes them. */
  suggestions: v.optional(v.number(), 0),
  /**
   * Fields that are not kept: of an image that an earlier record gave another value, or of
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
  /** The image's name, or the English side. */
  name: v.string(),
  /** The captions, or the Vietnamese side. */
  texts: v.array(v.string()),
  /** The split that it would come into. */
  split: v.optional(v.nullable(Split), null),
  /** Why the record would be passed over; null where it would be taken. */
  problem: v.nullable(SkipReason)
})
export type PreviewRow = v.InferOutput<typeof PreviewRow>

/** What the beginning of a file holds; nothing is imported. */
export const ImportPreview = v.object({
  format: ImportFormat,
  kind: v.picklist(['images', 'pairs', 'embeddings']),
  encoding: v.nullable(v.string()),
  taken: v.optional(ImportTaken, {}),
  /** Where the images were searched for; null for pairs. */
  imagesDir: v.nullable(v.string()),
  /** Names of the columns or fields of the file, and which of them are read as what. */
  columns: v.array(v.string()),
  used: v.record(v.string(), v.string()),
  rows: v.array(PreviewRow),
  /** Whether models wrote some of the captions: they come in as suggestions. */
  suggestions: v.optional(v.boolean(), false),
  kept: v.array(ExtraField),
  skipped: v.array(SkippedRecord),
  /** Whether these rows are all that the file holds. */
  complete: v.boolean()
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>
