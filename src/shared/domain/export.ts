import * as v from 'valibot'
import { EntityId, Split } from './common'
import { ImageState } from './image'

/** A submission is `results.json`, in a zip where the file is called so. */
export const ExportFormat = v.picklist([
  'viecap4h',
  'submission',
  'coco',
  'jsonl',
  'csv',
  'tsv',
  'folder',
  'pairs',
  'pairs-tsv',
  'pairs-xml',
  'embeddings'
])
export type ExportFormat = v.InferOutput<typeof ExportFormat>

export const ExportParams = v.object({
  /**
   * File to write, or folder for `folder`. `pairs` and `pairs-xml` write two files, of which this
   * is either: `X.en` and `X.vi`, `X.en.xml` and `X.vi.xml`.
   */
  file: v.string(),
  format: ExportFormat,
  split: v.optional(v.picklist([...Split.options, 'all']), 'all'),
  /** Which images or pairs, in the filter language; it is not for embeddings. */
  text: v.optional(v.string(), ''),
  state: v.optional(v.nullable(ImageState), null),
  /** `any` leaves out the rejected and the skipped; `run:ID` takes what that run's model wrote. */
  source: v.optional(v.pipe(v.string(), v.regex(/^(any|accepted|run:.+)$/)), 'any'),
  /** For a submission: the template whose ids it has to hold, in their order. */
  sample: v.optional(v.nullable(v.string()), null),
  /** For a folder: copies the pictures beside their texts. */
  withPictures: v.optional(v.boolean(), false),
  /** For embeddings: the registered CLIP model that made them. */
  encoder: v.optional(v.nullable(EntityId), null)
})
export type ExportParams = v.InferOutput<typeof ExportParams>

export const ExportReport = v.object({
  /** All files that were written; of a folder the folder itself. */
  files: v.array(v.string()),
  images: v.number(),
  captions: v.number(),
  pairs: v.number(),
  embeddings: v.number(),
  /** Captions of several lines that the format holds on one. */
  joinedLines: v.number(),
  /** Ids of the template that have no caption. */
  withoutCaption: v.number(),
  /** Pictures whose names cannot be file names of a folder. */
  refusedNames: v.number(),
  /** Formats whose further fields, kept since an import, this format cannot hold. */
  notWritten: v.array(v.string())
})
export type ExportReport = v.InferOutput<typeof ExportReport>

/** What an export would hold; nothing is written. */
export const ExportPreview = v.object({
  /** Images or pairs that would be looked at. */
  total: v.number(),
  /** The files, each with the beginning of its text; of a folder some of its files. */
  files: v.array(v.object({ path: v.string(), text: v.string() })),
  notWritten: v.array(v.string())
})
export type ExportPreview = v.InferOutput<typeof ExportPreview>
