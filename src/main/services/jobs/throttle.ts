/**
 * Calls `send` with the newest value at most once in `ms` milliseconds: the first at once, then the
 * latest of those that came meanwhile.
 */
export class Throttle<T> {
  readonly #send: (value: T) => void
  readonly #ms: number
  #timer: NodeJS.Timeout | null = null
  #waiting: { value: T } | null = null

  constructor(ms: number, send: (value: T) => void) {
    this.#ms = ms
    this.#send = send
  }

  push(value: T): void {
    if (this.#timer) {
      this.#waiting = { value }
      return
    }
    this.#timer = setTimeout(() => {
      this.#timer = null
      const waiting = this.#waiting
      this.#waiting = null
      if (waiting) this.push(waiting.value)
    }, this.#ms)
    this.#send(value)
  }

  /** Drops what waits; nothing is sent afterwards. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = null
  }
}
