import { AppError } from '../../../shared/errors'

/** How a running task is cancelled and paused from outside, between two steps. */
export class TaskControl {
  readonly #controller = new AbortController()
  #paused: Promise<void> | null = null
  #unpause: () => void = () => undefined

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  cancel(): void {
    this.#controller.abort()
    this.unpause()
  }

  pause(): void {
    if (this.#paused || this.signal.aborted) return
    this.#paused = new Promise((resolve) => (this.#unpause = resolve))
  }

  unpause(): void {
    this.#paused = null
    this.#unpause()
  }

  /**
   * Lets the process read its messages, since `session.run` blocks the thread; waits while the task
   * is paused; throws `engine.cancelled` once it is cancelled. A task calls it between its steps.
   */
  readonly turn = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#paused) await this.#paused
    if (this.signal.aborted) throw new AppError('engine.cancelled')
  }
}
