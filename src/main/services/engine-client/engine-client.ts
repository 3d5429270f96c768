import type { PauseSwitch } from './pause-switch'
import type { EngineTask, EngineTasks, FeedOf } from '../../../shared/engine-protocol'

export interface EngineCallOptions<T extends EngineTask> {
  /**
   * Aborting it asks the engine to stop; the call then rejects with `engine.cancelled`, or with
   * `engine.hung` where the process did not answer and was killed.
   */
  signal?: AbortSignal
  /** Pausing it makes the task wait after its present step. */
  pause?: PauseSwitch
  /** Called for each event in the order in which the engine sent them. */
  onEvent?: (event: EngineTasks[T]['event']) => void
  /**
   * What the task is fed, some items at a time; it has to hold back by itself. Read no further once
   * the call has ended; what it throws fails the call.
   */
  feed?: AsyncIterable<FeedOf<T>[]> | Iterable<FeedOf<T>[]>
}

/** The engine as the services see it: it lives in a process of its own and can die. */
export interface EngineClient {
  /**
   * Runs one task. The process is started when it is first needed. Rejects with the task's own
   * `AppError`, or with `engine.died` or, where memory was the likely cause,
   * `engine.out-of-memory`, when the process ends before the task does; the next call then starts
   * a fresh process. Quick tasks reject with `engine.no-answer` where they have to wait too long,
   * and every call with `engine.hung` whose process was killed because it did not answer.
   */
  run<T extends EngineTask>(
    task: T,
    input: EngineTasks[T]['input'],
    options?: EngineCallOptions<T>
  ): Promise<EngineTasks[T]['output']>
  /** Ends the process. */
  close(): Promise<void>
}
