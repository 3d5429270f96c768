import { AppError } from '../../shared/errors'

/** Longest time in milliseconds that work keeps the thread before it yields; half of a frame. */
const SLICE_MS = 8

/** Lets the process do other things every few milliseconds of long work. */
export class Yielder {
  readonly #signal: AbortSignal | undefined
  #end = performance.now() + SLICE_MS

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  /** Whether the work has kept the thread long enough. */
  get due(): boolean {
    return performance.now() >= this.#end
  }

  /** Waits for the next turn of the event loop. Throws `engine.cancelled` where the work is no longer wanted. */
  async yieldNow(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#signal?.aborted) throw new AppError('engine.cancelled')
    this.#end = performance.now() + SLICE_MS
  }
}
