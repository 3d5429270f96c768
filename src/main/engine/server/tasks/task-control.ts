import { AppError } from '../../../../shared/errors'

/** How a running task is cancelled and paused from outside, between two steps. */
export class TaskControl {
  #cancelled = false
  #discarded = false
  #paused: Promise<void> | null = null
  #unpause: () => void = () => undefined

  cancel(): void {
    this.#cancelled = true
    this.unpause()
  }

  /** Cancels the task, which is to keep nothing of where it is. */
  discard(): void {
    this.#discarded = true
    this.cancel()
  }

  readonly isDiscarded = (): boolean => this.#discarded

  pause(): void {
    if (this.#paused || this.#cancelled) return
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
  readonly yieldNow = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#paused) await this.#paused
    if (this.#cancelled) throw new AppError('engine.cancelled')
  }
}
