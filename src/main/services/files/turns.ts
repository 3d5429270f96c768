import { AppError } from '../../../shared/errors'

/** Longest time in milliseconds that one turn keeps the thread; half of a frame. */
const TURN_MS = 8

/** Long work in turns of a few milliseconds, between which the process does other things. */
export class Turns {
  readonly #signal: AbortSignal | undefined
  #end = performance.now() + TURN_MS

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  /** Whether the present turn has lasted long enough. */
  get over(): boolean {
    return performance.now() >= this.#end
  }

  /** Waits for the next turn. Throws `engine.cancelled` where the work is no longer wanted. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#signal?.aborted) throw new AppError('engine.cancelled')
    this.#end = performance.now() + TURN_MS
  }
}
