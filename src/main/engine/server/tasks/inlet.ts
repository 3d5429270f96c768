/** What is fed to a task while it runs: taken by one reader, in the order in which it came. */
export class Inlet<Item> implements AsyncIterable<Item> {
  #items: Item[] = []
  #next = 0
  #ended = false
  #failure: Error | null = null
  #wake: () => void = () => undefined

  push(items: readonly Item[]): void {
    this.#items = [...this.#items.slice(this.#next), ...items]
    this.#next = 0
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** Makes the reader throw, whatever is still to be read. */
  fail(failure: Error): void {
    this.#failure = failure
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      if (this.#failure) throw this.#failure
      const item = this.#items[this.#next]
      if (item !== undefined) {
        this.#next += 1
        yield item
      } else if (this.#ended) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
