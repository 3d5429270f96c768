/**
 * How long a process has been silent. It is measured in ticks of the asker's own timer and not by a
 * clock: while the asker itself is busy or the machine sleeps, nothing is held against the process.
 */
export class Pulse {
  readonly #tickMs: number
  #silentMs = 0
  #longestMs = 0

  constructor(tickMs: number) {
    this.#tickMs = tickMs
  }

  get silentMs(): number {
    return this.#silentMs
  }

  /** The longest silence that was broken again: a training step, or a graph that is made ready. */
  get longestMs(): number {
    return this.#longestMs
  }

  /** Begins again, with nothing held against the process. */
  forget(): void {
    this.#silentMs = 0
  }

  tick(): void {
    this.#silentMs += this.#tickMs
  }

  /** Something was heard. */
  beat(): void {
    this.#longestMs = Math.max(this.#longestMs, this.#silentMs)
    this.#silentMs = 0
  }
}
