import * as v from 'valibot'
import { EntityId, ErrorInfo, Split } from './common'
import { DecodeOptions } from './decode'

/** `best` by validation loss, `last`, or a step. */
export const CheckpointChoice = v.union([v.picklist(['best', 'last']), v.number()])
export type CheckpointChoice = v.InferOutput<typeof CheckpointChoice>

/** A captioner: a checkpoint of a run, or a registered one, which counts where no run is named. */
const CaptionerChoice = v.object({
  runId: v.optional(v.string()),
  checkpoint: v.optional(CheckpointChoice, 'best'),
  modelId: v.optional(EntityId)
})
export type CaptionerChoice = v.InferInput<typeof CaptionerChoice>

/** Captions for every picture of a folder. */
export const CaptioningParams = v.object({
  /** Absolute path of the folder. */
  folder: v.string(),
  recursive: v.optional(v.boolean(), true),
  ...CaptionerChoice.entries,
  decode: v.optional(DecodeOptions, {})
})
export type CaptioningParams = v.InferOutput<typeof CaptioningParams>

/** What came out for one picture of the folder. */
export const CaptioningItem = v.object({
  /** Order in the folder listing, from 0. */
  index: v.number(),
  /** Path inside the folder, with forward slashes. */
  file: v.string(),
  state: v.picklist(['waiting', 'done', 'failed']),
  text: v.nullable(v.string()),
  /** Sum of log-probabilities over length. */
  score: v.nullable(v.number()),
  error: v.nullable(ErrorInfo)
})
export type CaptioningItem = v.InferOutput<typeof CaptioningItem>

export const CaptioningReport = v.object({ done: v.number(), failed: v.number() })
export type CaptioningReport = v.InferOutput<typeof CaptioningReport>

/** Captions for the pictures of a split, scored against those that people wrote. */
export const EvaluateParams = v.object({
  split: v.optional(Split, 'val'),
  ...CaptionerChoice.entries,
  decode: v.optional(DecodeOptions, {})
})
export type EvaluateParams = v.InferOutput<typeof EvaluateParams>

export const EvaluateReport = v.object({
  split: Split,
  /** Pictures scored, and pictures that could not be read. */
  images: v.number(),
  failed: v.number(),
  /** BLEU-1 to BLEU-4 of the corpus and their mean, 0 to 1. */
  bleu: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  bleuAverage: v.number(),
  /** Mean over the pictures: ROUGE-L 0 to 1, CIDEr-D 0 to 10. */
  rougeL: v.number(),
  ciderD: v.number()
})
export type EvaluateReport = v.InferOutput<typeof EvaluateReport>

/** What is written of a captioner for other programs. */
export const CaptionerFormat = v.picklist(['clipcap-pt', 'safetensors', 'hf'])
export type CaptionerFormat = v.InferOutput<typeof CaptionerFormat>

export const CaptionerExport = v.object({
  ...CaptionerChoice.entries,
  /** A state dict by torch.save or as safetensors, or a Hugging Face folder of the GPT-2. */
  format: CaptionerFormat,
  /** Names of the MLP's second layer: the recipe has a dropout before it, ClipCap itself none. */
  keys: v.optional(v.picklist(['recipe', 'clipcap']), 'recipe'),
  /** Absolute path of the file, or of the folder to make. */
  file: v.string()
})
export type CaptionerExport = v.InferOutput<typeof CaptionerExport>
