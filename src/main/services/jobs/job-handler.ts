import type { Logger } from 'pino'
import type { Job, JobKind, JobProgress } from '../../../shared/domain'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import type { PauseSwitch } from '../engine-client/pause-switch'
import type { EngineClient } from '../engine-client/engine-client'
import type { ImageClient } from '../image-client/image-client'
import type { Library } from '../../store/core/library'

/** What a running job may use. */
export interface JobContext {
  jobId: number
  library: Library
  engine: EngineClient
  images: ImageClient
  /** The device that the user chose for the engine's work. */
  device: DeviceChoice
  /** Aborted when the user cancels or the workbench closes. */
  signal: AbortSignal
  /** Set while the user has the job paused; handed to the engine with the work. */
  pause: PauseSwitch
  /** Rate and time left are worked out by the queue. */
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
  emit(event: WorkbenchEvent): void
  log: Logger
}

/**
 * What a job's `run` resolves with that goes on elsewhere: whoever follows it there says how it ends.
 */
export const ELSEWHERE = Symbol('elsewhere')

/** How one kind of job is done. `run` checks nothing of `params` again: the queue has, by `schema`. */
export interface JobHandler {
  kind: JobKind
  /**
   * Throws an `AppError` for a job that cannot be done; resolves with what the job's result is, or
   * with `ELSEWHERE`.
   */
  run(context: JobContext, params: unknown): Promise<unknown>
  /** Called after each change of the job's state, for what follows it, such as a run. */
  onState?(job: Job, context: Pick<JobContext, 'library' | 'emit'>): void
}
