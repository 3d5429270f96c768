import * as v from 'valibot'
import { ErrorInfo } from './common'
import { DecodeOptions } from './decode'

/** Captions for every picture of a folder, from a run's checkpoint. */
export const CaptioningParams = v.object({
  /** Absolute path of the folder. */
  folder: v.string(),
  recursive: v.optional(v.boolean(), true),
  runId: v.string(),
  /** `best` by validation loss, `last`, or a step. */
  checkpoint: v.optional(v.union([v.picklist(['best', 'last']), v.number()]), 'best'),
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
