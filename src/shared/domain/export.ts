import * as v from 'valibot'
import { FilterText, Path, TextId } from './bounds'
import { CaptionChoice } from './caption-choice'
import { EntityId, KeepFormulas, Overwrite, Split, Timestamp } from './common'
import { ImageState } from './image'

/** Formats that make a folder. */
export const FOLDER_FORMATS = ['folder', 'kohya', 'imagefolder', 'webdataset'] as const
export const isFolderFormat = (format: ExportFormat): format is (typeof FOLDER_FORMATS)[number] =>
  (FOLDER_FORMATS as readonly string[]).includes(format)

/** A submission is `results.json`, in a zip where the file is called so. */
export const ExportFormat = v.picklist([
  ...FOLDER_FORMATS,
  'ktvic',
  'coco-results',
  'parquet',
  'viecap4h',
  'submission',
  'coco',
  'jsonl',
  'csv',
  'tsv',
  'pairs',
  'pairs-tsv',
  'pairs-xml',
  'embeddings'
])
export type ExportFormat = v.InferOutput<typeof ExportFormat>

export const ExportParams = v.object({
  /**
   * File to write, or folder for the formats that make one. `pairs` and `pairs-xml` write two files, of which this
   * is either: `X.en` and `X.vi`, `X.en.xml` and `X.vi.xml`.
   */
  file: Path,
  format: ExportFormat,
  split: v.optional(v.picklist([...Split.options, 'all']), 'all'),
  /** Which images or pairs, in the filter language; it is not for embeddings. */
  text: v.optional(FilterText, ''),
  state: v.optional(v.nullable(ImageState), null),
  ...CaptionChoice.entries,
  /** Takes what that run's model wrote instead of what people chose. */
  runId: v.optional(v.nullable(TextId), null),
  /** For `csv`, `tsv` and `jsonl`: writes beside each caption who wrote and who reviewed it. */
  withAuthors: v.optional(v.boolean(), false),
  /** For a submission: the template whose ids it has to hold, in their order. */
  sample: v.optional(v.nullable(Path), null),
  /** For `folder` and `kohya`: copies the images too. The other folders always hold them. */
  withImages: v.optional(v.boolean(), false),
  /** For embeddings: the registered encoder that made them. */
  encoder: v.optional(v.nullable(EntityId), null),
  overwrite: Overwrite,
  keepFormulas: KeepFormulas
})
export type ExportParams = v.InferOutput<typeof ExportParams>

export const ExportReport = v.object({
  /** All files that were written; of a folder the folder itself. */
  files: v.array(v.string()),
  images: v.number(),
  captions: v.number(),
  pairs: v.number(),
  embeddings: v.number(),
  /** Images that have a further name before theirs, or a number, since others are called so too. */
  renamed: v.number(),
  /** Cells of a table that a spreadsheet would run, and that got an apostrophe. */
  guardedCells: v.number(),
  /** Captions of several lines that the format holds on one. */
  joinedLines: v.number(),
  /** Ids of the template that have no caption. */
  withoutCaption: v.number(),
  /** Images whose names cannot be file names of a folder. */
  refusedNames: v.number(),
  /** Formats whose additional fields, kept since an import, this format cannot hold. */
  notWritten: v.array(v.string())
})
export type ExportReport = v.InferOutput<typeof ExportReport>

/** What an export would hold; nothing is written. */
export const ExportPreview = v.object({
  /** Images or pairs that would be looked at. */
  total: v.number(),
  /** The files, each with the beginning of its text; of a folder some of its files. */
  files: v.array(v.object({ path: v.string(), text: v.string() })),
  /** What is there already: files by their size in bytes, and folders that are not empty by null. */
  existing: v.array(
    v.object({ path: v.string(), bytes: v.nullable(v.number()), modifiedAt: Timestamp })
  ),
  notWritten: v.array(v.string())
})
export type ExportPreview = v.InferOutput<typeof ExportPreview>
