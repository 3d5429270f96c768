import type { Present, PresentPlace } from '../../../shared/domain'
import type { WorkbenchEvent } from '../../../shared/contract'

/** People who go from image to image are told of once in this time, in milliseconds. */
const TELL_MS = 250

/** Windows of one person at most; more are not told of. */
const MAX_WINDOWS = 50

/**
 * Who is in the library and where, by the windows that watch its events. It is held in memory alone, and
 * a window is gone when its stream of events ends.
 */
export class Presence {
  /** By person, the place of each of their windows; null until the window has said it. */
  readonly #people = new Map<string, Map<string, PresentPlace | null>>()
  #telling: NodeJS.Timeout | null = null

  constructor(private readonly emit: (event: WorkbenchEvent) => void) {}

  /** A window of a person is there until `signal` aborts. */
  enter(name: string, window: string, signal: AbortSignal | undefined): void {
    if (signal?.aborted) return
    const windows = this.#people.get(name) ?? new Map<string, PresentPlace | null>()
    if (windows.size >= MAX_WINDOWS && !windows.has(window)) return
    // A window that connects again may be there before its old connection is known to be lost.
    const place = windows.get(window) ?? null
    windows.delete(window)
    windows.set(window, place)
    this.#people.set(name, windows)
    const streams = this.#streamsOf(name, window) + 1
    this.#streams.set(keyOf(name, window), streams)
    signal?.addEventListener('abort', () => this.#leave(name, window), { once: true })
    this.#tell()
  }

  /** Notes where a window is. One that watches no events is nowhere. */
  move(name: string, window: string, place: PresentPlace): void {
    const windows = this.#people.get(name)
    if (!windows?.has(window)) return
    // The window that moved last says where its person is.
    windows.delete(window)
    windows.set(window, place)
    this.#tell()
  }

  /** Everybody who is there, by name: where the window is that they used last. */
  list(): Present[] {
    return [...this.#people]
      .map(([name, windows]) => {
        const place = [...windows.values()].findLast((other) => other !== null)
        return { name, screen: place?.screen ?? null, imageId: place?.imageId ?? null }
      })
      .sort((one, other) => one.name.localeCompare(other.name, 'vi'))
  }

  close(): void {
    if (this.#telling) clearTimeout(this.#telling)
  }

  /** How many streams of a window are open: an old one may end after the new one has begun. */
  readonly #streams = new Map<string, number>()
  #streamsOf(name: string, window: string): number {
    return this.#streams.get(keyOf(name, window)) ?? 0
  }

  #leave(name: string, window: string): void {
    const left = this.#streamsOf(name, window) - 1
    if (left > 0) {
      this.#streams.set(keyOf(name, window), left)
      return
    }
    this.#streams.delete(keyOf(name, window))
    const windows = this.#people.get(name)
    windows?.delete(window)
    if (windows?.size === 0) this.#people.delete(name)
    this.#tell()
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null
      this.emit({ type: 'presence', people: this.list() })
    }, TELL_MS)
    this.#telling.unref()
  }
}

const keyOf = (name: string, window: string): string => JSON.stringify([name, window])
