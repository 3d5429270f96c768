import type { EngineTask, EngineTasks, FeedOf } from '../../../../shared/engine-protocol'

/** What a running task may use of the process around it. */
export interface TaskContext<T extends EngineTask> {
  emit(event: EngineTasks[T]['event']): void
  /** To be awaited between steps: see `TaskControl.yieldNow`. */
  yieldNow(): Promise<void>
  /** Whether a cancelled task is to keep nothing of where it is. */
  isDiscarded?(): boolean
}

export type TaskFunction<T extends EngineTask> = (
  input: EngineTasks[T]['input'],
  context: TaskContext<T>
) => Promise<EngineTasks[T]['output']>

/** A task that is fed while it runs. */
export type FedTaskFunction<T extends EngineTask> = (
  input: EngineTasks[T]['input'],
  context: TaskContext<T> & {
    /** What the parent feeds; it ends when that does, and throws `engine.cancelled`. */
    fed: AsyncIterable<FeedOf<T>>
  }
) => Promise<EngineTasks[T]['output']>
