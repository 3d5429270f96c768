import type { Logger } from 'pino'
import * as v from 'valibot'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job, JobKind } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
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
} from '../../store/jobs'
import type { Library } from '../../store/library'
import type { EngineClient } from '../engine-client/engine-client'
import type { JobTable } from './job-table'
import { RunningJob } from './running-job'

export interface JobQueueOptions {
  library: Library
  engine: EngineClient
  table: JobTable
  /** The user's choice at the moment a job starts. */
  device(): DeviceChoice
  emit(event: WorkbenchEvent): void
  log: Logger
}

/** How long a job may take to stop by itself when the workbench closes. */
const graceMs = 5000

/**
 * The library's persistent queue: one job at a time, in their order, going on after a failure. The library is locked by this process, so that a job that the store calls running when
 * the queue is made belongs to a process that is gone, and becomes interrupted.
 */
export class JobQueue {
  readonly #options: JobQueueOptions
  #running: RunningJob | null = null
  #auto = false
  #closing = false

  constructor(options: JobQueueOptions) {
    this.#options = options
    for (const job of interruptLostJobs(options.library.write, () => false)) this.#announce(job)
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

  /** Cancels a queued job at once, and asks a running one to stop. A finished one stays as it is. */
  cancel(id: number): void {
    if (this.#running?.id === id) {
      this.#running.cancel()
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

  /** Pauses the running job after its present step, or lets it go on. Throws `job.not-running`. */
  setPaused(id: number, paused: boolean): void {
    if (this.#running?.id !== id) throw new AppError('job.not-running', { id })
    this.#running.setPaused(paused)
  }

  /** Queues an interrupted, failed or cancelled job again. Throws `job.not-resumable`. */
  resume(id: number): Job {
    const { state } = getJob(this.#options.library.write, id)
    if (state === 'done') throw new AppError('job.not-resumable', { id, state })
    return this.again(id)
  }

  /** Queues a job that has ended again, also one that is done. Throws `job.not-resumable`. */
  again(id: number): Job {
    const { state } = getJob(this.#options.library.write, id)
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
    const running = this.#running
    if (!running) return
    running.interrupt()
    const stopped = await Promise.race([running.finished.then(() => true), wait(graceMs)])
    if (stopped) return
    // Native code cannot be asked; without its process the job ends.
    await this.#options.engine.close()
    await running.finished
  }

  /** Looks for work once the caller has done all that belongs to the job. */
  #wake(): void {
    const failed = (error: unknown) =>
      this.#options.log.error({ error }, 'the queue could not be read')
    setImmediate(() => void this.#next().catch(failed))
  }

  async #next(): Promise<void> {
    while (this.#auto && !this.#closing && !this.#running) {
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
      // The store cannot be written. The job is found interrupted at the next start; taking up
      // others would fail in the same way.
      this.#auto = false
      this.#options.log.error({ error, job: job.id }, 'the state of a job could not be kept')
    } finally {
      this.#running = null
    }
  }

  #live(job: Job): Job {
    return this.#running?.id === job.id ? this.#running.job : job
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
