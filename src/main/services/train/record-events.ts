import type { BatchSplit, MetricName, MetricPoint } from '../../../shared/domain'
import type { TrainEvent } from '../../../shared/engine-protocol'
import {
  appendMetricPoints,
  insertCheckpoint,
  insertSample,
  removeMetricPointsAfter
} from '../../store/run-records'
import { getRun, updateRun } from '../../store/runs'
import type { JobContext } from '../jobs/job-handler'

type Point = Omit<MetricPoint, 'seq'>
type EventOf<T extends TrainEvent['type']> = Extract<TrainEvent, { type: T }>

/** Points gathered for at most this long before they are kept and shown. */
const FLUSH_MS = 250

/** Takes what the engine reports of a run into the store, and on to the windows. */
export class RunRecorder {
  #points: Point[] = []
  #flushed = 0
  /** Null until the run has started. */
  #totalSteps: number | null = null

  constructor(
    readonly context: JobContext,
    readonly runId: string
  ) {}

  record(event: TrainEvent): void {
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
    const points = appendMetricPoints(this.context.library.write, this.runId, this.#points)
    this.#points = []
    this.#flushed = Date.now()
    const last = points.at(-1)
    if (last) this.#update({ step: last.step, epoch: last.epoch })
    this.context.emit({ type: 'metrics', runId: this.runId, points })
  }

  #started({ device, totalSteps, step, dropped }: EventOf<'started'>): void {
    // A run that goes on from a checkpoint computes the steps after it again.
    removeMetricPointsAfter(this.context.library.write, this.runId, step)
    const batchSplits = this.#splits().filter((split) => split.step <= step)
    this.#update({ device, totalSteps, step, batchSplits, dropped })
    this.#totalSteps = totalSteps
    this.context.report({ phase: 'training', done: step, total: totalSteps })
  }

  #step(event: EventOf<'step'>): void {
    const { loss, lossCaptions, lossPairs, learningRate, gradientNorm, examplesPerSecond } = event
    this.#add(event, {
      loss,
      lossCaptions,
      lossPairs,
      learningRate,
      gradientNorm,
      examplesPerSecond
    })
    this.context.report({ phase: 'training', done: event.step, total: this.#totalSteps })
    if (Date.now() - this.#flushed > FLUSH_MS) this.flush()
  }

  #split({ step, parts }: EventOf<'split'>): void {
    this.flush()
    this.#update({ batchSplits: [...this.#splits(), { step, parts, at: Date.now() }] })
    const { log } = this.context
    log.warn({ run: this.runId, step, parts }, 'memory ran out; each batch is taken in parts')
  }

  #splits(): BatchSplit[] {
    return getRun(this.context.library.read, this.runId).batchSplits
  }

  #validation(event: EventOf<'validation'>): void {
    const [bleu1 = null, bleu2 = null, bleu3 = null, bleu4 = null] = event.bleu ?? []
    const bleu = event.bleu ? event.bleu.reduce((sum, one) => sum + one, 0) / 4 : null
    this.#add(event, {
      valLoss: event.loss,
      valLossPairs: event.lossPairs,
      bleu1,
      bleu2,
      bleu3,
      bleu4,
      bleu
    })
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
  }

  #add(
    { step, epoch }: { step: number; epoch: number },
    values: Partial<Record<MetricName, number | null>>
  ): void {
    const at = Date.now()
    for (const [name, value] of Object.entries(values)) {
      if (value !== null) this.#points.push({ name: name as MetricName, step, epoch, value, at })
    }
  }

  #update(patch: Parameters<typeof updateRun>[2]): void {
    const run = updateRun(this.context.library.write, this.runId, patch)
    this.context.emit({ type: 'run', run })
  }
}
