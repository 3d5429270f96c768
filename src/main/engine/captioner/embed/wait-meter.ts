/** How long the reader of a stream waits for it, and how long it works in all. Milliseconds. */
export class WaitMeter {
  waited = 0
  readonly #began = performance.now()

  get worked(): number {
    return performance.now() - this.#began
  }

  async *watch<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    let asked = performance.now()
    for await (const item of items) {
      this.waited += performance.now() - asked
      yield item
      asked = performance.now()
    }
    this.waited += performance.now() - asked
  }
}
