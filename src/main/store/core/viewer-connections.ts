import { closeDb, openForReading, placeOf, type ReadDb } from './connection'
import { viewerKey, type Viewer } from './viewer'

/** Connections that stay open; each keeps the listings that its viewer looked at last. */
const MOST = 32

/** The connections of those who see a part of the captions, beside one that reads all. */
export class ViewerConnections {
  readonly #all: ReadDb
  /** Those used last are at the end. */
  readonly #open = new Map<string, ReadDb>()

  constructor(all: ReadDb) {
    this.#all = all
  }

  /** What a viewer reads by; null reads all. */
  of(viewer: Viewer | null): ReadDb {
    if (!viewer) return this.#all
    const key = viewerKey(viewer)
    const db = this.#open.get(key) ?? openForReading(placeOf(this.#all), viewer)
    this.#open.delete(key)
    this.#open.set(key, db)
    for (const [oldest, unused] of this.#open) {
      if (this.#open.size <= MOST) break
      this.#open.delete(oldest)
      closeDb(unused)
    }
    return db
  }

  close(): void {
    for (const db of this.#open.values()) closeDb(db)
    this.#open.clear()
  }
}
