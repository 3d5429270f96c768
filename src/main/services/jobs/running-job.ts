import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { ErrorInfo, Job, JobProgress, JobState } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError, isUnexpected, toErrorInfo, type ErrorCode } from '../../../shared/errors'
import { Discard } from '../engine-client/discard'
import { PauseSwitch } from '../engine-client/pause-switch'
import { checkPaths } from '../../base/files/allowed-roots'
import { updateJob, type JobPatch } from '../../store/jobs/jobs'
import type { Library } from '../../store/core/library'
import type { EngineClient } from '../engine-client/engine-client'
import type { ImageClient } from '../image-client/image-client'
import { ELSEWHERE } from './job-handler'
import type { JobTable } from './job-table'
import { ProgressMeter } from './progress-meter'
import { Throttle } from './throttle'

export interface RunningJobOptions {
  library: Library
  engine: EngineClient
  images: ImageClient
  device(): DeviceChoice
  table: JobTable
  log: Logger
  emit(event: WorkbenchEvent): void
  /** Called on each change of state. */
  announce(job: Job): void
}

/** How a call ends whose engine process ended before it. */
const DEATHS: readonly ErrorCode[] = ['engine.died', 'engine.hung', 'engine.out-of-memory']

const emitEveryMs = 100
const storeEveryMs = 1000

/** One job while it runs: its progress, and what it ends as. */
export class RunningJob {
  /** The job as it stands now; the store is up to a second behind in its progress. */
  job: Job
  /** Resolves once the final state is kept and announced; rejects where it could not be kept. */
  readonly finished: Promise<void>
  readonly #options: RunningJobOptions
  readonly #controller = new AbortController()
  readonly #pause = new PauseSwitch()
  readonly #meter = new ProgressMeter()
  readonly #shown: Throttle<Job>
  readonly #kept: Throttle<JobProgress>
  #interrupted = false

  constructor(job: Job, options: RunningJobOptions) {
    this.#options = options
    // As it stands when it is sent: a pause may have come since it was to be shown.
    this.#shown = new Throttle(emitEveryMs, () => options.emit({ type: 'job', job: this.job }))
    this.#kept = new Throttle(storeEveryMs, (progress) => this.#keep(progress))
    this.job = this.#setState(
      {
        state: 'running',
        process: thisProcess(),
        startedAt: Date.now(),
        finishedAt: null,
        error: null
      },
      job.id
    )
    this.finished = this.#work()
  }

  get id(): number {
    return this.job.id
  }

  /** Stops the job; without `keep` it is to keep nothing of where it is. */
  cancel(keep: boolean): void {
    this.#controller.abort(keep ? undefined : new Discard())
  }

  /** Makes the job wait after its present step, or continue. */
  setPaused(paused: boolean): void {
    if (paused === this.#pause.paused || this.#controller.signal.aborted) return
    this.#pause.set(paused)
    this.job = this.#setState({ state: paused ? 'paused' : 'running' })
  }

  /** Stops the job because the workbench closes. */
  interrupt(): void {
    this.#interrupted = true
    this.#controller.abort()
  }

  async #work(): Promise<void> {
    const { library, engine, images, device, table, emit, log } = this.#options
    try {
      const { params, handler } = table[this.job.kind]
      await checkPaths(params, this.job.params)
      const result = await handler.run(
        {
          jobId: this.id,
          library,
          engine,
          images,
          device: device(),
          emit,
          log,
          signal: this.#controller.signal,
          pause: this.#pause,
          report: (count) => this.#report(this.#meter.measure(count))
        },
        this.job.params
      )
      if (result === ELSEWHERE) this.#leave()
      else this.#finish('done', { result: result ?? null })
    } catch (error) {
      this.#finish(...this.#verdict(error))
    }
  }

  /** What a job that threw ends as: stopped on purpose, cut off, or failed. */
  #verdict(error: unknown): [JobState, { error: ErrorInfo | null }] {
    const code = error instanceof AppError ? error.code : null
    if (this.#interrupted)
      return ['interrupted', { error: isStop(error) ? null : toErrorInfo(error) }]
    // One that did not stop when it was told to was cut off after all.
    if (this.#controller.signal.aborted && code !== 'engine.hung') {
      return ['cancelled', { error: null }]
    }
    const died = code !== null && DEATHS.includes(code)
    const { id: job, kind } = this.job
    if (isUnexpected(error)) this.#options.log.error({ error, job, kind }, 'job failed')
    return [died ? 'interrupted' : 'failed', { error: toErrorInfo(error) }]
  }

  #report(progress: JobProgress): void {
    this.job = { ...this.job, progress }
    this.#shown.push(this.job)
    this.#kept.push(progress)
  }

  #keep(progress: JobProgress): void {
    try {
      updateJob(this.#options.library.write, this.id, { progress })
    } catch (error) {
      this.#options.log.warn({ error, job: this.id }, 'progress could not be kept')
    }
  }

  #finish(state: JobState, outcome: Pick<JobPatch, 'result'> & { error?: Job['error'] }): void {
    this.#shown.stop()
    this.#kept.stop()
    const { progress } = this.job
    const end = { state, progress, finishedAt: Date.now(), ...outcome }
    this.job = { ...this.job, ...end }
    this.job = this.#setState({ ...end, process: null })
  }

  /** The job goes on, and this process has no more to do with it. */
  #leave(): void {
    this.#shown.stop()
    this.#kept.stop()
    this.job = this.#setState({ progress: this.job.progress, process: null })
  }

  #setState(patch: JobPatch, id = this.id): Job {
    const job = updateJob(this.#options.library.write, id, patch)
    this.#options.announce(job)
    return job
  }
}

/** Whether a job stopped because it was told to. */
const isStop = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof AppError ? error.code === 'engine.cancelled' : error.name === 'AbortError')

const thisProcess = () => ({
  pid: process.pid,
  startedAt: Math.round(Date.now() - process.uptime() * 1000)
})
