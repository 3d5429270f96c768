import * as v from 'valibot'
import { Count, list, Path, text, TextId, whole } from './bounds'
import { EntityId, ErrorInfo, KeepFormulas, Overwrite, Split } from './common'
import { DecodeOptions } from './decode'
import { ImageSelection } from './image'
import { Scores, ScoringChoice } from './score'
import { ScoringProfile } from './scoring-profile'
import { EndpointChoice } from './vision-endpoint'

/** `best` by validation loss, `last`, or a step. */
export const CheckpointChoice = v.union([v.picklist(['best', 'last']), Count])
export type CheckpointChoice = v.InferOutput<typeof CheckpointChoice>

/** A captioner: a checkpoint of a run, or a registered one, which counts where no run is named. */
const CaptionerChoice = v.object({
  runId: v.optional(TextId),
  checkpoint: v.optional(CheckpointChoice, 'best'),
  modelId: v.optional(EntityId)
})
export type CaptionerChoice = v.InferInput<typeof CaptionerChoice>

/** Further captioners that write each caption together with the chosen one. */
const Ensemble = v.optional(list(CaptionerChoice, 15), [])

/**
 * What matrix products read: the weights as they are, or rounded to int8, which is faster on the CPU
 * and takes a fraction of the memory, at the price of slightly different captions.
 */
export const ComputedWeights = v.picklist(['float32', 'int8'])
export type ComputedWeights = v.InferOutput<typeof ComputedWeights>

/** Where the images come from. Paths are absolute. */
export const CaptioningSource = v.variant('kind', [
  /** A folder, or a single image. */
  v.object({
    kind: v.literal('folder'),
    path: Path,
    recursive: v.optional(v.boolean(), true)
  }),
  /** A file that names one image per line, or ends each name by NUL; relative to its own folder. */
  v.object({ kind: v.literal('list'), path: Path }),
  /** Images of the library. */
  v.object({ kind: v.literal('images'), selection: ImageSelection })
])
export type CaptioningSource = v.InferOutput<typeof CaptioningSource>

/** Captions for every image of a source. */
export const CaptioningParams = v.object({
  source: CaptioningSource,
  ...CaptionerChoice.entries,
  ensemble: Ensemble,
  /** A vision model that writes instead of a captioner. */
  endpoint: v.optional(EndpointChoice),
  weights: v.optional(ComputedWeights, 'float32'),
  decode: v.optional(DecodeOptions, {}),
  /** Whether an image keeps the caption that its content got by the same settings before. */
  reuse: v.optional(v.boolean(), true),
  /** Only so many images, spread over the source: a try. */
  sample: v.optional(v.nullable(whole(1)), null),
  /** Whether the captions are added to the library as drafts once all are written. */
  intoLibrary: v.optional(v.boolean(), false)
})
export type CaptioningParams = v.InferOutput<typeof CaptioningParams>

/** What came out for one image. */
export const CaptioningItem = v.object({
  /** Order in the listing, from 0. */
  index: v.number(),
  /** Path inside the folder with forward slashes, the line of the list, or the image's name. */
  file: v.string(),
  /** A skipped one has the caption that the same content got by the same settings before. */
  state: v.picklist(['waiting', 'done', 'skipped', 'failed']),
  text: v.nullable(v.string()),
  /** What a person made of the text. */
  edited: v.nullable(v.string()),
  /** By which the search ranks: the mean log-probability of the tokens unless it says otherwise. */
  score: v.nullable(v.number()),
  /** The image in the library, where it was taken from there. */
  imageId: v.nullable(EntityId),
  error: v.nullable(ErrorInfo)
})
export type CaptioningItem = v.InferOutput<typeof CaptioningItem>

/** How many images are in each state. */
export const CaptioningCounts = v.object({
  waiting: v.number(),
  done: v.number(),
  skipped: v.number(),
  failed: v.number()
})
export type CaptioningCounts = v.InferOutput<typeof CaptioningCounts>

export const CaptioningReport = v.object({
  done: v.number(),
  /** A job of an older version knew no skipping. */
  skipped: v.optional(v.number(), 0),
  failed: v.number(),
  /** Share of the time that no image was ready for the device; null where it did nothing. */
  waited: v.optional(v.nullable(v.number()), null),
  /** Peak memory that the engine's process has held, in bytes. */
  peakMemoryBytes: v.optional(v.nullable(v.number()), null)
})
export type CaptioningReport = v.InferOutput<typeof CaptioningReport>

export const CaptioningFormat = v.picklist(['json', 'jsonl', 'csv', 'txt', 'submission'])
export type CaptioningFormat = v.InferOutput<typeof CaptioningFormat>

/** What happens to a text file that is there already. */
export const TextMode = v.picklist(['prepend', 'append', 'keep', 'replace'])
export type TextMode = v.InferOutput<typeof TextMode>

export const CaptioningExport = v.object({
  jobId: EntityId,
  format: CaptioningFormat,
  /** Absolute path of the file; for `txt`, which writes next to the images, nothing. */
  file: v.optional(v.nullable(Path), null),
  textMode: v.optional(TextMode, 'keep'),
  /** For a submission: the template whose ids it has to hold, in their order. */
  sample: v.optional(v.nullable(Path), null),
  overwrite: Overwrite,
  keepFormulas: KeepFormulas
})
export type CaptioningExport = v.InferOutput<typeof CaptioningExport>

export const CaptioningExportReport = v.object({
  /** The file, or null for text files next to the images. */
  file: v.nullable(v.string()),
  captions: v.number(),
  /** Text files that were there and stayed as they were. */
  kept: v.number(),
  /** Ids of the template that have no caption. */
  withoutCaption: v.number(),
  /** Images that have additional folders before their names, since others are called so too. */
  renamed: v.number(),
  /** Cells of a table that a spreadsheet would run, and that got an apostrophe. */
  guardedCells: v.number(),
  /** Text files next to the images that could not be written, and the first of them with the reason. */
  unwritten: v.number(),
  failures: v.array(v.object({ file: v.string(), error: ErrorInfo }))
})
export type CaptioningExportReport = v.InferOutput<typeof CaptioningExportReport>

/** What putting captions into the library did. */
export const IntoLibraryReport = v.object({
  added: v.number(),
  /** Images that have this very caption of the model already. */
  unchanged: v.number(),
  /** Images that the library does not have. */
  unknown: v.number(),
  /** Captions without a word, which are not put there. */
  empty: v.number()
})
export type IntoLibraryReport = v.InferOutput<typeof IntoLibraryReport>

/** Captions for the images of a split, scored against those that people wrote. */
export const EvaluateParams = v.object({
  split: v.optional(Split, 'val'),
  ...ScoringChoice.entries,
  ...CaptionerChoice.entries,
  ensemble: Ensemble,
  weights: v.optional(ComputedWeights, 'float32'),
  decode: v.optional(DecodeOptions, {})
})
export type EvaluateParams = v.InferOutput<typeof EvaluateParams>

export const EvaluateReport = v.object({
  split: Split,
  /** Images scored, and images that could not be read. */
  images: v.number(),
  failed: v.number(),
  profile: v.optional(ScoringProfile, 'syllable'),
  /** BLEU-1 to BLEU-4 of the corpus and their mean, 0 to 1. */
  bleu: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  bleuAverage: v.number(),
  /** Mean over the images: ROUGE-L 0 to 1, CIDEr-D 0 to 10. */
  rougeL: v.number(),
  ciderD: v.number(),
  /** Null in evaluations of older versions, as the loss is. */
  intervals: v.optional(Scores.entries.intervals, null),
  /** Mean over the captions of people, in nats a token; null where none could be judged. */
  loss: v.optional(v.nullable(v.number()), null)
})
export type EvaluateReport = v.InferOutput<typeof EvaluateReport>

/** What is written of a captioner for other programs. */
export const CaptionerFormat = v.picklist(['clipcap-pt', 'safetensors', 'hf', 'onnx'])
export type CaptionerFormat = v.InferOutput<typeof CaptionerFormat>

/** Matrices as float32, float16, or int8 with a scale for each row. */
export const StoredWeights = v.picklist(['float32', 'float16', 'int8'])
export type StoredWeights = v.InferOutput<typeof StoredWeights>

export const CaptionerExport = v.object({
  ...CaptionerChoice.entries,
  /**
   * A state dict by torch.save or as safetensors, a Hugging Face folder of the GPT-2, or a folder of
   * ONNX files with programs that caption images by them.
   */
  format: CaptionerFormat,
  /** Names of the MLP's second layer: the recipe has a dropout before it, ClipCap itself none. */
  keys: v.optional(v.picklist(['recipe', 'clipcap']), 'recipe'),
  /** What the weights of ONNX files are stored as. */
  weights: v.optional(StoredWeights, 'float32'),
  /** Whether a Hugging Face folder holds the texts that it was trained on, with their embeddings. */
  memory: v.optional(v.boolean(), false),
  /** How the programs beside ONNX files search for captions. */
  decode: v.optional(DecodeOptions, {}),
  /** What the card of a Hugging Face folder says of the licence, by the hub's ids. */
  license: v.optional(
    v.pipe(text(60), v.regex(/^[\w.-]+$/, 'is not an id such as mit or cc-by-4.0')),
    'unknown'
  ),
  /** Absolute path of the file, or of the folder to make. */
  file: Path,
  overwrite: Overwrite
})
export type CaptionerExport = v.InferOutput<typeof CaptionerExport>
