import type { WorkbenchEvent } from '../../../shared/contract'

type Listener = (event: WorkbenchEvent) => void

/** Most events that a slow reader may have waiting; it is then cut off and reads all again. */
export const maxWaiting = 10_000

/** Hands every event of the workbench to everyone who listens. */
export class EventHub {
  readonly #listeners = new Set<Listener>()

  emit = (event: WorkbenchEvent): void => {
    for (const listener of this.#listeners) listener(event)
  }

  /** Calls `listener` for each event from now on; returns how to stop it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** How many listen now. */
  get size(): number {
    return this.#listeners.size
  }

  /**
   * The events from now on, in order, until `signal` aborts. Listening begins with this call and
   * not with the first read. Ends early when more than `limit` events wait, since dropping one in
   * the middle would show a wrong state; the reader connects again and reads what it shows anew.
   */
  watch(signal?: AbortSignal, limit = maxWaiting): AsyncGenerator<WorkbenchEvent, void> {
    const waiting: WorkbenchEvent[] = []
    let ended = signal?.aborted ?? false
    let wake = () => {}
    const end = () => {
      ended = true
      stop()
      wake()
    }
    const stop = this.listen((event) => {
      waiting.push(event)
      if (waiting.length > limit) end()
      wake()
    })
    signal?.addEventListener('abort', end, { once: true })
    if (ended) stop()

    async function* read(): AsyncGenerator<WorkbenchEvent, void> {
      try {
        while (!ended) {
          const event = waiting.shift()
          if (event) yield event
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        stop()
        signal?.removeEventListener('abort', end)
      }
    }
    return read()
  }
}
