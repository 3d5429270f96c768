import * as v from 'valibot'
import {
  Checkpoint,
  DataChanges,
  EntityId,
  ErrorInfo,
  MetricName,
  MetricPoint,
  Run,
  RunConfig,
  RunSample
} from '../domain'
import { Done, procedure } from './base'

const Started = v.object({ runId: v.string(), jobId: EntityId })
const ById = v.object({ id: v.string() })

/** Points of one answer at most: reading, checking and sending them takes some milliseconds. */
export const METRIC_PAGE = 2000

/** Training runs: compose, start, watch, cancel. */
export const runsContract = {
  /** What a run with this configuration would train on, before it starts. */
  plan: procedure.input(RunConfig).output(
    v.object({
      captions: v.number(),
      pairs: v.number(),
      validationImages: v.number(),
      validationPairs: v.number(),
      examplesPerEpoch: v.number(),
      /** Null where batches hold a number of tokens: then it is known once texts are tokenised. */
      stepsPerEpoch: v.nullable(v.number()),
      totalSteps: v.nullable(v.number()),
      /** In bytes, on the device that the run would use; null where that does not work. */
      memory: v.nullable(
        v.object({ device: v.string(), needed: v.number(), available: v.nullable(v.number()) })
      ),
      /** Seconds of training, judged by an earlier run on that device; null where there is none. */
      time: v.nullable(v.object({ seconds: v.number(), runId: v.string() })),
      /** Why such a run would be refused. */
      refusal: v.nullable(ErrorInfo)
    })
  ),
  start: procedure.input(RunConfig).output(Started),
  /** Queues several runs at once; none where one of them is refused. */
  startAll: procedure
    .input(v.pipe(v.array(RunConfig), v.minLength(1), v.maxLength(200)))
    .output(v.array(Started)),
  list: procedure.output(v.array(Run)),
  get: procedure.input(ById).output(Run),
  /** Points after `afterSeq` (0 for all), oldest first, at most `METRIC_PAGE`; of `names` or of all curves. */
  metrics: procedure
    .input(
      v.object({
        id: v.string(),
        afterSeq: v.number(),
        names: v.optional(v.array(MetricName))
      })
    )
    .output(v.array(MetricPoint)),
  samples: procedure.input(ById).output(v.array(RunSample)),
  checkpoints: procedure.input(ById).output(v.array(Checkpoint)),
  /** What has changed in the library since the run took its data. */
  changes: procedure.input(ById).output(DataChanges),
  /** Frees the weights of a checkpoint; refused for the newest of a run that may go on from it. */
  removeCheckpoint: procedure.input(v.object({ id: v.string(), step: v.number() })).output(Done),
  cancel: procedure.input(ById).output(Done),
  resume: procedure.input(ById).output(v.object({ jobId: EntityId }))
}
