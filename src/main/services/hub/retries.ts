import { AppError } from '../../../shared/errors'
import type { Hub } from './hub'

const maxFailures = 5
const firstWaitMs = 1000
/** The longest that a server's own wish is followed. */
const longestWaitMs = 120_000

/** A failure that may pass by itself. */
export class PassingFailure extends Error {
  /** The message where it does not pass. */
  readonly error: AppError
  /** How long the server asks to wait, in milliseconds. */
  readonly waitMs: number | null

  constructor(error: AppError, waitMs: number | null = null) {
    super(error.message, { cause: error })
    this.error = error
    this.waitMs = waitMs
  }
}

/** Tries again after failures that may pass, each time after twice the wait. */
export class Retries {
  readonly #hub: Hub
  readonly #signal: AbortSignal
  #failures = 0

  constructor(hub: Hub, signal: AbortSignal) {
    this.#hub = hub
    this.#signal = signal
  }

  /** Does `work` until it succeeds. Throws what does not pass, or the fifth failure in a row. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        await this.#afterFailure(error)
      }
    }
  }

  /** Something was gained: earlier failures count no more. */
  gained(): void {
    this.#failures = 0
  }

  async #afterFailure(failure: unknown): Promise<void> {
    if (this.#signal.aborted) throw new AppError('engine.cancelled')
    if (!(failure instanceof PassingFailure)) throw failure
    const { error, waitMs } = failure
    this.#failures += 1
    if (this.#failures >= maxFailures || (waitMs ?? 0) > longestWaitMs) throw error
    const ms = waitMs ?? firstWaitMs * 2 ** (this.#failures - 1)
    await this.#hub.wait(ms, this.#signal).catch((cause: unknown) => {
      throw new AppError('engine.cancelled', {}, { cause })
    })
  }
}
