import type { Logger } from 'pino'
import * as v from 'valibot'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job, JobKind } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { inputError } from '../../../shared/errors/input-error'
import {
  getJob,
  insertJob,
  interruptLostJobs,
  listJobs,
  listJobsByState,
  moveJob,
  updateJob,
  type JobPatch
} from '../../store/jobs/jobs'
import type { Library } from '../../store/core/library'
import type { EngineClient } from '../engine-client/engine-client'
import type { ImageClient } from '../image-client/image-client'
import type { JobTable } from './job-table'
import { RunningJob } from './running-job'

export interface JobQueueOptions {
  library: Library
  engine: EngineClient
  images: ImageClient
  table: JobTable
  /** The user's choice at the moment a job starts. */
  device(): DeviceChoice
  emit(event: WorkbenchEvent): void
  log: Logger
}

/**
 * How long a job may take to stop by itself when the workbench closes. A training step can be long,
 * and a checkpoint is written after it; an engine that hangs is ended by its client before.
 */
const graceMs = 600_000
/** How long after a state could not be kept it is tried again. */
const againMs = 2000

/**
 * The library's persistent queue: one job at a time, in their order, continuing after a failure. The library is locked by this process, so that a job that the store calls running when
 * the queue is made belongs to a process that is gone, and becomes interrupted.
 */
export class JobQueue {
  readonly #options: JobQueueOptions
  #running: RunningJob | null = null
  /** Jobs as they ended, where the store could not be written: it calls them running or queued. */
  readonly #unkept = new Map<number, Job>()
  #again: NodeJS.Timeout | null = null
  #auto = false
  #closing = false

  constructor(options: JobQueueOptions) {
    this.#options = options
    for (const job of interruptLostJobs(options.library.write, () => false)) this.#announce(job)
  }

  /** The job that runs or is paused now. */
  get running(): Job | null {
    return this.#running?.job ?? null
  }

  /** Whether a job runs now. */
  get busy(): boolean {
    return this.#running !== null
  }

  /** From now on takes up queued jobs by itself. */
  start(): void {
    this.#auto = true
    this.#wake()
  }

  /** Checks `params` by the kind's schema and queues the job. Throws `input.invalid`. */
  add(kind: JobKind, params: unknown): Job {
    const checked = v.safeParse(this.#options.table[kind].params, params)
    if (!checked.success) throw inputError(checked.issues)
    const job = insertJob(this.#options.library.write, kind, checked.output)
    this.#announce(job)
    this.#wake()
    return job
  }

  list(limit: number): Job[] {
    return listJobs(this.#options.library.read, limit).map((job) => this.#live(job))
  }

  get(id: number): Job {
    return this.#live(getJob(this.#options.library.read, id))
  }

  /**
   * Cancels a queued job at once, and asks a running one to stop, without `keep` where it was when it
   * last kept its place. A finished one stays as it is.
   */
  cancel(id: number, keep = true): void {
    if (this.#running?.id === id) {
      this.#running.cancel(keep)
      return
    }
    const job = getJob(this.#options.library.write, id)
    if (job.state !== 'queued' && job.state !== 'interrupted') return
    this.#update(id, { state: 'cancelled', finishedAt: Date.now() })
  }

  /** Puts a queued job before another queued one, or at the end. Throws `job.not-queued`. */
  move(id: number, before: number | null): void {
    const { write } = this.#options.library
    const { state } = getJob(write, id)
    if (state !== 'queued') throw new AppError('job.not-queued', { id, state })
    for (const job of moveJob(write, id, before)) this.#announce(job)
  }

  /** Pauses the running job after its present step, or resumes it. Throws `job.not-running`. */
  setPaused(id: number, paused: boolean): void {
    if (this.#running?.id !== id) throw new AppError('job.not-running', { id })
    this.#running.setPaused(paused)
  }

  /** Queues an interrupted, failed or cancelled job again. Throws `job.not-resumable`. */
  resume(id: number): Job {
    const { state } = this.get(id)
    if (state === 'done') throw new AppError('job.not-resumable', { id, state })
    return this.again(id)
  }

  /** Queues a job that has ended again, also one that is done. Throws `job.not-resumable`. */
  again(id: number): Job {
    this.#keepEnds()
    const { state } = this.get(id)
    if (state === 'queued' || state === 'running' || state === 'paused') {
      throw new AppError('job.not-resumable', { id, state })
    }
    const job = this.#update(id, { state: 'queued', error: null, finishedAt: null })
    this.#wake()
    return job
  }

  /** Runs one queued job now, whatever else is queued; for the command line. */
  async runOne(id: number): Promise<Job> {
    await this.#run(getJob(this.#options.library.write, id))
    return this.get(id)
  }

  /** Stops the running job, which becomes interrupted. The queue takes up nothing afterwards. */
  async close(): Promise<void> {
    this.#closing = true
    if (this.#again) clearTimeout(this.#again)
    this.#keepEnds()
    const running = this.#running
    if (!running) return
    running.interrupt()
    // What could not be kept is found interrupted at the next start.
    const finished = running.finished.catch(() => undefined)
    const stopped = await Promise.race([finished.then(() => true), wait(graceMs)])
    if (stopped) return
    // Native code cannot be asked; without its process the job ends.
    await this.#options.engine.close()
    await finished
  }

  /** Looks for work once the caller has done all that belongs to the job. */
  #wake(): void {
    const failed = (error: unknown) =>
      this.#options.log.error({ error }, 'the queue could not be read')
    setImmediate(() => void this.#next().catch(failed))
  }

  async #next(): Promise<void> {
    while (this.#auto && !this.#closing && !this.#running && this.#keepEnds()) {
      const [job] = listJobsByState(this.#options.library.write, 'queued')
      if (!job) return
      await this.#run(job)
    }
  }

  async #run(job: Job): Promise<void> {
    try {
      this.#running = new RunningJob(job, { ...this.#options, announce: this.#announce })
      await this.#running.finished
    } catch (error) {
      this.#options.log.error({ error, job: job.id }, 'the state of a job could not be kept')
      this.#holdEnd(this.#running?.job ?? job, error)
    } finally {
      this.#running = null
    }
  }

  /** A job that ended while the store could not be written, as people are to see it. */
  #holdEnd(job: Job, error: unknown): void {
    const reason = job.error ?? toErrorInfo(error)
    const held: Job = { ...job, state: 'failed', error: reason, finishedAt: Date.now() }
    this.#unkept.set(job.id, held)
    this.#options.emit({ type: 'job', job: held })
    this.#tryAgain()
  }

  /**
   * Puts the ends of jobs that could not be kept into the store. False where it still cannot be
   * written: taking up other jobs would fail in the same way.
   */
  #keepEnds(): boolean {
    try {
      for (const { id, state, progress, error, finishedAt } of [...this.#unkept.values()]) {
        this.#update(id, { state, progress, error, finishedAt, process: null })
        this.#unkept.delete(id)
      }
      return true
    } catch {
      this.#tryAgain()
      return false
    }
  }

  #tryAgain(): void {
    if (this.#closing) return
    this.#again ??= setTimeout(() => {
      this.#again = null
      if (this.#keepEnds()) this.#wake()
    }, againMs).unref()
  }

  #live(job: Job): Job {
    if (this.#running?.id === job.id) return this.#running.job
    return this.#unkept.get(job.id) ?? job
  }

  #update(id: number, patch: JobPatch): Job {
    const job = updateJob(this.#options.library.write, id, patch)
    this.#announce(job)
    return job
  }

  #announce = (job: Job): void => {
    const { library, table, emit } = this.#options
    table[job.kind].handler.onState?.(job, { library, emit })
    emit({ type: 'job', job })
  }
}

const wait = (ms: number) =>
  new Promise<false>((resolve) => setTimeout(() => resolve(false), ms).unref())
