/** What is taken from a source before its reader asks for it, at most `size` items. */
export class AheadBuffer<Item> {
  #items: Item[] = []
  #ended = false
  #failure: unknown = null
  #wake = (): void => undefined

  constructor(private readonly size: number) {}

  /** Takes from `source` until it ends or the buffer is closed. Never rejects: `ready` tells. */
  async fill<Source>(source: AsyncIterable<Source>, take: (one: Source) => Item): Promise<void> {
    try {
      for await (const one of source) {
        this.#items.push(take(one))
        this.#wake()
        while (this.#items.length >= this.size && !this.#ended) await this.#change()
        if (this.#ended) return
      }
    } catch (error) {
      this.#failure = error
    }
    this.close()
  }

  /** Whether there is an item, now or after waiting for it; throws what the source threw. */
  async ready(): Promise<boolean> {
    while (this.#items.length === 0) {
      if (this.#failure !== null) throw this.#failure as Error
      if (this.#ended) return false
      await this.#change()
    }
    return true
  }

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  /** The first `count` items, or all; there is room for others then. */
  take(count = Infinity): Item[] {
    const taken = this.#items.splice(0, count)
    this.#wake()
    return taken
  }

  /** Nothing more is taken from the source. */
  close(): void {
    this.#ended = true
    this.#wake()
  }

  /** Either the reader waits by it for an item, or the source for room; never both. */
  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve))
  }
}
