import type { EngineTask, EngineTasks } from '../../../shared/engine-protocol'

/** What a running task may use of the process around it. */
export interface TaskContext<T extends EngineTask> {
  emit(event: EngineTasks[T]['event']): void
  /** To be awaited between steps: see `TaskControl.turn`. */
  turn(): Promise<void>
}

export type TaskFunction<T extends EngineTask> = (
  input: EngineTasks[T]['input'],
  context: TaskContext<T>
) => Promise<EngineTasks[T]['output']>
