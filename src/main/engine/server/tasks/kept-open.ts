interface Kept<T> {
  key: string
  opened: Promise<T>
  /** How many use it now. */
  users: number
  timer?: NodeJS.Timeout
}

/**
 * What takes long to open, kept open for `keepMs` after its last use. One at a time: using another,
 * by its `key`, closes the one before as soon as nobody uses it.
 */
export class KeptOpen<T> {
  readonly #close: (opened: T) => Promise<void>
  readonly #keepMs: number
  #last: Kept<T> | null = null

  constructor(keepMs: number, close: (opened: T) => Promise<void>) {
    this.#keepMs = keepMs
    this.#close = close
  }

  async use<R>(key: string, open: () => Promise<T>, work: (opened: T) => Promise<R>): Promise<R> {
    const kept = this.#take(key, open)
    clearTimeout(kept.timer)
    kept.users += 1
    try {
      return await work(await kept.opened)
    } finally {
      kept.users -= 1
      if (kept.users === 0) this.#left(kept)
    }
  }

  #take(key: string, open: () => Promise<T>): Kept<T> {
    const before = this.#last
    if (before?.key === key) return before
    const kept: Kept<T> = { key, opened: open(), users: 0 }
    this.#last = kept
    // What could not be opened may be mended: the next use tries again.
    kept.opened.catch(() => {
      if (this.#last === kept) this.#last = null
    })
    if (before?.users === 0) this.#end(before)
    return kept
  }

  #left(kept: Kept<T>): void {
    if (this.#last !== kept) this.#end(kept)
    else kept.timer = setTimeout(() => this.#end(kept), this.#keepMs).unref()
  }

  #end(kept: Kept<T>): void {
    clearTimeout(kept.timer)
    if (this.#last === kept) this.#last = null
    kept.opened.then(this.#close).catch(() => undefined)
  }
}
