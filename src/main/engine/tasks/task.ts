import type { EngineTask, EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'

/** What a running task may use of the process around it. */
export interface TaskContext<T extends EngineTask> {
  signal: AbortSignal
  emit(event: EngineTasks[T]['event']): void
}

export type TaskFunction<T extends EngineTask> = (
  input: EngineTasks[T]['input'],
  context: TaskContext<T>
) => Promise<EngineTasks[T]['output']>

/**
 * Lets the process read its messages, then throws `engine.cancelled` if one of them was a cancel.
 * Needed between steps, since `session.run` blocks the thread.
 */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal.aborted) throw new AppError('engine.cancelled')
}
