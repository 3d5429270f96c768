import { AppError } from '../../../shared/errors'

export interface CallLimits {
  /** Calls of one connection that are worked on at the same time. */
  running: number
  /** Calls of one connection that wait for others to end. */
  waiting: number
  /** Bytes of all of these together. */
  bytes: number
}

/** Far more than a window ever asks at once. */
const usualLimits: CallLimits = { running: 32, waiting: 2000, bytes: 64 * 1024 * 1024 }

/**
 * Bounds what one connection asks at once: some calls run, the next ones wait in their order, and
 * more are refused. At most one starts in each turn of the event loop, so that however much one
 * connection asks, those of others get their turn between.
 */
export class CallLimit {
  readonly #limits: CallLimits
  readonly #waiting: (() => void)[] = []
  #running = 0
  #bytes = 0
  #scheduled = false

  constructor(limits = usualLimits) {
    this.#limits = limits
  }

  /**
   * Resolves when a call of `bytes` may start, with what to call once it has ended. Throws
   * `call.too-many`, and the signal's reason where it is aborted before.
   */
  async enter(bytes: number, signal?: AbortSignal): Promise<() => void> {
    const { waiting, bytes: most } = this.#limits
    if (this.#waiting.length >= waiting || this.#bytes + bytes > most) {
      throw new AppError('call.too-many', { limit: this.#waiting.length + this.#running })
    }
    this.#bytes += bytes
    try {
      await this.#turn(signal)
    } catch (error) {
      this.#bytes -= bytes
      throw error
    }
    let left = false
    return () => {
      if (left) return
      left = true
      this.#bytes -= bytes
      this.#running -= 1
      this.#schedule()
    }
  }

  #turn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', giveUp)
        this.#running += 1
        resolve()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1)
        reject(signal?.reason)
      }
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiting.push(start)
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || !this.#mayStart()) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#mayStart()) this.#waiting.shift()?.()
      this.#schedule()
    })
  }

  #mayStart(): boolean {
    return this.#waiting.length > 0 && this.#running < this.#limits.running
  }
}
