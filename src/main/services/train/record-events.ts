import type { BatchSplit, MetricName, MetricPoint } from '../../../shared/domain'
import { metricsOf, type MetricValues, type TrainEvent } from '../../../shared/engine-protocol'
import {
  appendMetricPoints,
  insertCheckpoint,
  hasMetricPoints,
  insertSample,
  listCheckpoints
} from '../../store/runs/run-records'
import { getRun, updateRun } from '../../store/runs/runs'
import type { JobContext } from '../jobs/job-handler'
import { dropCheckpoint, dropUnlisted } from './checkpoints'

type Point = Omit<MetricPoint, 'seq'>
type EventOf<T extends TrainEvent['type']> = Extract<TrainEvent, { type: T }>

/** Points gathered for at most this long before they are kept and shown. */
const FLUSH_MS = 250

/** Takes what the engine reports of a run into the store, and on to the windows. */
export class RunRecorder {
  #points: Point[] = []
  #flushed = 0
  /** The step that the run went on from, until the points after it are replaced. */
  #resumedFrom: number | null = null
  /** When the present event happened. */
  #at = 0
  /** Null until the run has started. */
  #totalSteps: number | null = null

  constructor(
    readonly context: Pick<JobContext, 'library' | 'log' | 'emit' | 'report'>,
    readonly runId: string
  ) {}

  /** Takes an event that happened at `at`, in milliseconds since 1970. */
  record(event: TrainEvent, at = Date.now()): void {
    this.#at = at
    if (event.type === 'started') this.#started(event)
    else if (event.type === 'step') this.#step(event)
    else if (event.type === 'split') this.#split(event)
    else if (event.type === 'validation') this.#validation(event)
    else if (event.type === 'sample') this.#sample(event)
    else this.#checkpoint(event)
  }

  /** Keeps what is still gathered. */
  flush(): void {
    if (this.#points.length === 0) return
    const { write } = this.context.library
    const points = appendMetricPoints(write, this.runId, this.#points, this.#resumedFrom)
    this.#points = []
    this.#resumedFrom = null
    this.#flushed = Date.now()
    const last = points.at(-1)
    if (last) this.#update({ step: last.step, epoch: last.epoch })
    this.context.emit({ type: 'metrics', runId: this.runId, points })
  }

  #started({ device, totalSteps, step, dropped }: EventOf<'started'>): void {
    // What came before is older than this start.
    this.flush()
    // Read where it is written: events may be taken in one transaction.
    const { write } = this.context.library
    const { batchSplits: splits, resumes: before } = getRun(write, this.runId)
    // A run that continues from a checkpoint computes the steps after it again.
    const resumed = step > 0 || hasMetricPoints(write, this.runId)
    this.#resumedFrom = resumed ? step : null
    const resumes = resumed ? [...before, { step, at: this.#at }] : before
    const batchSplits = splits.filter((split) => split.step <= step)
    this.#update({ device, totalSteps, step, batchSplits, resumes, dropped })
    this.#totalSteps = totalSteps
    this.context.report({ phase: 'training', done: step, total: totalSteps })
  }

  #step(event: EventOf<'step'>): void {
    const due = Date.now() - this.#flushed > FLUSH_MS
    const values = metricsOf(event)
    // It changes slowly: a point for every step would say nothing more.
    this.#add(event, due ? values : { ...values, memoryBytes: null })
    this.context.report({ phase: 'training', done: event.step, total: this.#totalSteps })
    if (due) this.flush()
  }

  #split({ step, parts }: EventOf<'split'>): void {
    this.flush()
    this.#update({ batchSplits: [...this.#splits(), { step, parts, at: this.#at }] })
    const { log } = this.context
    log.warn({ run: this.runId, step, parts }, 'memory ran out; each batch is taken in parts')
  }

  #splits(): BatchSplit[] {
    return getRun(this.context.library.write, this.runId).batchSplits
  }

  #validation(event: EventOf<'validation'>): void {
    this.#add(event, metricsOf(event))
    this.flush()
  }

  #sample({ type: _, ...sample }: EventOf<'sample'>): void {
    insertSample(this.context.library.write, this.runId, sample)
    this.context.emit({ type: 'sample', runId: this.runId, sample })
  }

  #checkpoint({ type: _, best, path, ...checkpoint }: EventOf<'checkpoint'>): void {
    const { runId } = this
    insertCheckpoint(this.context.library.write, {
      ...checkpoint,
      runId,
      path: `runs/${runId}/${path}`
    })
    if (best) this.#update({ bestStep: checkpoint.step, bestValLoss: checkpoint.valLoss })
    this.#thin()
  }

  /** Keeps the newest checkpoints and the best one, where the run asks for that, and nothing unlisted. */
  #thin(): void {
    const { library, log } = this.context
    const { keepCheckpoints: keep } = getRun(library.write, this.runId).config
    const failed = (error: unknown): void => {
      log.warn({ error, run: this.runId }, 'the weights of a checkpoint could not be removed')
    }
    dropUnlisted(library, this.runId).catch(failed)
    if (keep === 0) return
    const older = listCheckpoints(library.write, this.runId).slice(0, -keep)
    for (const { best, ...checkpoint } of older) {
      if (!best) dropCheckpoint(library, checkpoint).catch(failed)
    }
  }

  #add({ step, epoch }: { step: number; epoch: number }, values: MetricValues): void {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) continue
      this.#points.push({ name: name as MetricName, step, epoch, value, at: this.#at })
    }
  }

  #update(patch: Parameters<typeof updateRun>[2]): void {
    const run = updateRun(this.context.library.write, this.runId, patch)
    this.context.emit({ type: 'run', run })
  }
}
