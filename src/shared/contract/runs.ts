import * as v from 'valibot'
import {
  AverageParams,
  AverageReport,
  Checkpoint,
  Count,
  CurvesExport,
  DataChanges,
  EntityId,
  ErrorInfo,
  list,
  MetricName,
  MetricPoint,
  Run,
  RunConfig,
  RunEdit,
  RunSample,
  TextId
} from '../domain'
import { Done, procedure } from './base'

const Started = v.object({ runId: v.string(), jobId: EntityId })
const ById = v.object({ id: TextId })

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
      /** Bytes on the disk that the run takes in the end, and that are free; null if unknown. */
      disk: v.object({ needed: v.number(), available: v.nullable(v.number()) }),
      /** Seconds of training, judged by an earlier run on that device; null where there is none. */
      time: v.nullable(v.object({ seconds: v.number(), runId: v.string() })),
      /**
       * Training captions that hold the stop token before their end, for a run that stops there;
       * null where there are none.
       */
      stopsInside: v.nullable(
        v.object({ captions: v.number(), atLeast: v.boolean(), example: v.string() })
      ),
      /** Why such a run would be refused. */
      refusal: v.nullable(ErrorInfo)
    })
  ),
  start: procedure.input(RunConfig).output(Started),
  /** Queues several runs at once; none where one of them is refused. */
  startAll: procedure.input(v.pipe(list(RunConfig, 200), v.minLength(1))).output(v.array(Started)),
  list: procedure.output(v.array(Run)),
  get: procedure.input(ById).output(Run),
  /** Points after `afterSeq` (0 for all), oldest first, at most `METRIC_PAGE`; of `names` or of all curves. */
  metrics: procedure
    .input(
      v.object({
        id: TextId,
        afterSeq: Count,
        names: v.optional(list(MetricName, 100))
      })
    )
    .output(v.array(MetricPoint)),
  /** Writes all curves of a run into a file or folder. */
  exportCurves: procedure.input(CurvesExport).output(Done),
  samples: procedure.input(ById).output(v.array(RunSample)),
  checkpoints: procedure.input(ById).output(v.array(Checkpoint)),
  /** What has changed in the library since the run took its data. */
  changes: procedure.input(ById).output(DataChanges),
  /** Renames, tags, annotates or archives a run. */
  edit: procedure.input(v.object({ id: TextId, edit: RunEdit })).output(Run),
  /** Bytes that the run's folder takes on the disk. */
  size: procedure.input(ById).output(v.object({ bytes: v.number() })),
  /**
   * Deletes a run with its folder, for good. Refused while it runs or waits in the queue.
   *
   * @returns The bytes that were freed.
   */
  remove: procedure.input(ById).output(v.object({ bytes: v.number() })),
  /** Frees the weights of a checkpoint; refused for the newest of a run that may continue from it. */
  removeCheckpoint: procedure.input(v.object({ id: TextId, step: Count })).output(Done),
  /** Averages the weights of checkpoints into a captioner in the library, and registers it. */
  average: procedure.input(AverageParams).output(AverageReport),
  /** Stops a run, which writes a checkpoint first unless `keep` is false. */
  cancel: procedure
    .input(v.object({ id: TextId, keep: v.optional(v.boolean(), true) }))
    .output(Done),
  resume: procedure.input(ById).output(v.object({ jobId: EntityId }))
}
