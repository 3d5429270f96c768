import { setTimeout } from 'node:timers/promises'

/** Exit code of what a signal ended before all was done, by Ctrl+C's custom. */
export const INTERRUPTED = 130

/** What asks a process to end: Ctrl+C, a service manager, a terminal that closes. */
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Signals that come within this time are one: a terminal sends Ctrl+C to every process of the
 * command, and npm and our own launcher pass it on once more.
 */
const SAME_MS = 1000

/** Work that ends at once says nothing about it. */
const QUIET_MS = 500

interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  exit(code: number): unknown
}

/** Whether the process was asked to end before its work was done. */
export class Interruption {
  readonly #controller = new AbortController()
  readonly #now: () => number
  #since: number | null = null
  #readerIsGone = false
  #outputIsLost = false

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Aborted once the process is to end: what runs then stops in order. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get happened(): boolean {
    return this.signal.aborted
  }

  /** Whether it was not a signal, but a reader of the output that has closed the pipe. */
  get readerIsGone(): boolean {
    return this.#readerIsGone
  }

  /** The work stops safely, because nobody reads what it says. */
  loseReader(): void {
    if (!this.happened) this.#readerIsGone = true
    this.#controller.abort()
  }

  /** Whether what the process says could not be written, for example because a disk is full. */
  get outputIsLost(): boolean {
    return this.#outputIsLost
  }

  /** The work stops safely, because what it says is lost; false if that was known already. */
  loseOutput(): boolean {
    if (this.#outputIsLost) return false
    this.#outputIsLost = true
    this.#controller.abort()
    return true
  }

  /**
   * From now on the process's signals ask for the end. A later one ends the process at once; what
   * it does not wait for is as after a kill. `tell` is called where the end takes a while.
   */
  watch(source: SignalSource, tell: () => void): void {
    const hear = () => {
      if (this.#since === null) {
        this.#since = this.#now()
        this.#controller.abort()
        void setTimeout(QUIET_MS, undefined, { ref: false }).then(tell)
      } else if (this.#now() - this.#since >= SAME_MS) source.exit(INTERRUPTED)
    }
    for (const signal of SIGNALS) source.on(signal, hear)
  }
}
