import type { WorkbenchEvent } from '../../../shared/contract'

type Listener = (event: WorkbenchEvent) => void

/** Events that are kept for slow readers; one that is farther behind is cut off. */
const maxKept = 10_000

/** Where a watcher stands: the number of the next event that it gets. */
interface Watcher {
  next: number
  ended: boolean
  /** Set while it has read everything and waits. */
  wake: (() => void) | null
}

/** Watchers that continue in one turn of the event loop; between turns others are answered. */
const WOKEN = 100

/**
 * Hands every event of the workbench to everyone who listens. All watchers read the same list of
 * the last events, each from its own place in it, so that a watcher more costs next to nothing.
 */
export class EventHub {
  readonly #limit: number
  readonly #listeners = new Set<Listener>()
  readonly #watchers = new Set<Watcher>()
  /** The last events; the first of them is number `#first`. */
  #events: WorkbenchEvent[] = []
  #first = 0
  #waiting: Watcher[] = []
  /** How many of those that wait are still to hear of the last event. */
  #toWake = 0
  #waking = false

  constructor(limit = maxKept) {
    this.#limit = limit
  }

  emit = (event: WorkbenchEvent): void => {
    for (const listener of this.#listeners) listener(event)
    if (this.#watchers.size === 0) return
    this.#events.push(event)
    if (this.#events.length > this.#limit) this.#forget()
    this.#wake()
  }

  /** Calls `listener` for each event from now on; returns how to stop it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** How many watch now. */
  get watching(): number {
    return this.#watchers.size
  }

  /**
   * The events from now on, in order, until `signal` aborts. Watching begins with this call and
   * not with the first read. Ends early for a reader that is too far behind, since dropping an event
   * in the middle would show a wrong state; it connects again and reads what it shows again.
   */
  watch(signal?: AbortSignal): AsyncIteratorObject<WorkbenchEvent, void> {
    const watcher: Watcher = { next: this.#first + this.#events.length, ended: false, wake: null }
    const end = () => {
      watcher.ended = true
      this.#watchers.delete(watcher)
      signal?.removeEventListener('abort', end)
      if (this.#watchers.size === 0) this.#drop(this.#events.length)
      watcher.wake?.()
    }
    this.#watchers.add(watcher)
    signal?.addEventListener('abort', end, { once: true })
    if (signal?.aborted) end()
    return {
      next: () => this.#read(watcher),
      return: async () => {
        end()
        return { done: true, value: undefined }
      },
      [Symbol.asyncDispose]: async () => end(),
      [Symbol.asyncIterator]() {
        return this
      }
    }
  }

  async #read(watcher: Watcher): Promise<IteratorResult<WorkbenchEvent, void>> {
    while (!watcher.ended) {
      const event = this.#events[watcher.next - this.#first]
      if (event) {
        watcher.next += 1
        return { done: false, value: event }
      }
      await new Promise<void>((resolve) => {
        watcher.wake = resolve
        this.#waiting.push(watcher)
      })
      watcher.wake = null
    }
    return { done: true, value: undefined }
  }

  /** Wakes all that wait now, the first of them at once. */
  #wake(): void {
    this.#toWake = this.#waiting.length
    if (!this.#waking) this.#wakeSome()
  }

  #wakeSome(): void {
    const some = this.#waiting.splice(0, Math.min(WOKEN, this.#toWake))
    this.#toWake -= some.length
    for (const { wake } of some) wake?.()
    this.#waking = this.#toWake > 0
    if (this.#waking) setImmediate(() => this.#wakeSome())
  }

  /** Drops what all have read; where that is little, half of the list, and who has not read it. */
  #forget(): void {
    const half = Math.ceil(this.#events.length / 2)
    let slowest = Infinity
    for (const { next } of this.#watchers) slowest = Math.min(slowest, next)
    this.#drop(Math.max(half, slowest - this.#first))
    for (const watcher of this.#watchers) {
      if (watcher.next >= this.#first) continue
      watcher.ended = true
      this.#watchers.delete(watcher)
      watcher.wake?.()
    }
  }

  #drop(count: number): void {
    this.#events = this.#events.slice(count)
    this.#first += count
  }
}
