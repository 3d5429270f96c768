import * as v from 'valibot'
import { list, Path, text, TextId } from './bounds'
import { Tag } from './bulk'
import { ClusterState } from './cluster'
import { ErrorInfo, Overwrite, Timestamp } from './common'
import { JobState } from './job'
import { RunConfig } from './run-config'

/** Memory ran out in a step of a run: from it on each batch is taken in so many parts. */
export const BatchSplit = v.object({
  step: v.number(),
  /** A power of two; gradients are accumulated over as many times more batches. */
  parts: v.number(),
  at: Timestamp
})
export type BatchSplit = v.InferOutput<typeof BatchSplit>

/** A run that was stopped went on from its checkpoint of `step`; 0 where it had none. */
export const RunResume = v.object({ step: v.number(), at: Timestamp })
export type RunResume = v.InferOutput<typeof RunResume>

export const Run = v.object({
  /** Such as `run-0003`; also the name of its folder in `runs/`. */
  id: v.string(),
  name: v.string(),
  config: RunConfig,
  /** Follows the state of the run's job, and on a cluster that of the scheduler. */
  state: JobState,
  jobId: v.nullable(v.number()),
  /** Where the run was submitted; null for one that trains here. */
  cluster: v.nullable(ClusterState),
  device: v.nullable(v.string()),
  /** Steps taken and steps planned. */
  step: v.number(),
  totalSteps: v.nullable(v.number()),
  epoch: v.number(),
  bestValLoss: v.nullable(v.number()),
  bestStep: v.nullable(v.number()),
  /** Oldest first; empty where memory never ran out. */
  batchSplits: v.array(BatchSplit),
  /** Oldest first; empty where the run was never stopped. */
  resumes: v.array(RunResume),
  /** Examples left out, by reason such as `token-outside-table`; empty before it has begun. */
  dropped: v.record(v.string(), v.number()),
  error: v.nullable(ErrorInfo),
  /** What a person noted of the run. */
  tags: v.array(v.string()),
  note: v.string(),
  /** Put away: lists show it only where they are asked to. */
  archived: v.boolean(),
  createdAt: Timestamp,
  finishedAt: v.nullable(Timestamp)
})
export type Run = v.InferOutput<typeof Run>

/** What a person may change of a run; an absent field stays. */
export const RunEdit = v.partial(
  v.object({
    name: text(120),
    tags: list(Tag, 20),
    note: text(10_000),
    archived: v.boolean()
  })
)
export type RunEdit = v.InferOutput<typeof RunEdit>

/**
 * Names of the curves of a run. Losses are nats a token; BLEU is 0 to 1, validation captions of the
 * recipe's table. Rewards are those of self-critical training, on average: of sampled captions, of
 * greedy ones and of validation captions. Tokens are target tokens; memory is that of the engine process on the host.
 */
export const MetricName = v.picklist([
  'loss',
  'lossCaptions',
  'lossPairs',
  'rewardSample',
  'rewardGreedy',
  'learningRate',
  'gradientNorm',
  'examplesPerSecond',
  'tokensPerSecond',
  'memoryBytes',
  'valLoss',
  'valLossPairs',
  'valReward',
  'bleu1',
  'bleu2',
  'bleu3',
  'bleu4',
  'bleu'
])
export type MetricName = v.InferOutput<typeof MetricName>

export const MetricPoint = v.object({
  /** Grows with every point of the run; ask for points after the last one seen. */
  seq: v.number(),
  name: MetricName,
  /** Optimiser steps taken when the value was read. */
  step: v.number(),
  epoch: v.number(),
  value: v.number(),
  at: Timestamp
})
export type MetricPoint = v.InferOutput<typeof MetricPoint>

/** How the curves of a run are written for other programs. */
export const CurvesFormat = v.picklist(['csv', 'jsonl', 'tfevents'])
export type CurvesFormat = v.InferOutput<typeof CurvesFormat>

export const CurvesExport = v.object({
  /** Run. */
  id: TextId,
  format: CurvesFormat,
  /** Absolute path of the file, or of the folder for `tfevents`. */
  file: Path,
  overwrite: Overwrite
})
export type CurvesExport = v.InferOutput<typeof CurvesExport>

/** A caption written by the model for a fixed validation image after an epoch. */
export const RunSample = v.object({
  step: v.number(),
  epoch: v.number(),
  imageId: v.number(),
  imageName: v.string(),
  text: v.string(),
  references: v.array(v.string())
})
export type RunSample = v.InferOutput<typeof RunSample>

export const Checkpoint = v.object({
  runId: v.string(),
  step: v.number(),
  epoch: v.number(),
  valLoss: v.nullable(v.number()),
  bleu: v.nullable(v.number()),
  /** Bytes on disk. */
  bytes: v.number(),
  /**
   * The lowest validation loss of the run so far; with self-critical training the highest validation
   * reward.
   */
  best: v.boolean(),
  /** Path inside the library folder. */
  path: v.string(),
  createdAt: Timestamp
})
export type Checkpoint = v.InferOutput<typeof Checkpoint>

const ChangeCounts = v.object({ added: v.number(), removed: v.number(), edited: v.number() })

/** How the training and validation data differ now from what a run was frozen with. */
export const DataChanges = v.object({
  same: v.boolean(),
  captions: ChangeCounts,
  pairs: ChangeCounts
})
export type DataChanges = v.InferOutput<typeof DataChanges>
