import { setTimeout as sleep } from 'node:timers/promises'

/** How long the first of a group waits for others, in milliseconds: little beside a caption. */
const LINGER_MS = 10

/**
 * Groups items as they come, at most `size` together: what has come while its reader was busy, or
 * the next one with what comes right behind it.
 */
export async function* inReadyBatches<Item>(
  items: AsyncIterable<Item>,
  size: number
): AsyncGenerator<Item[]> {
  let ready: Item[] = []
  const state: { ended: boolean; failure: unknown } = { ended: false, failure: null }
  let wake = (): void => undefined
  /** Either the reader waits by it for an item, or the pump for room; never both. */
  const change = () => new Promise<void>((resolve) => (wake = resolve))

  const pump = async (): Promise<void> => {
    try {
      for await (const item of items) {
        ready.push(item)
        wake()
        while (ready.length >= size && !state.ended) await change()
        if (state.ended) return
      }
    } catch (error) {
      state.failure = error
    }
    state.ended = true
    wake()
  }

  void pump()
  try {
    for (;;) {
      if (ready.length > 0) {
        const batch = ready
        ready = []
        wake()
        yield batch
      } else if (state.failure !== null) throw state.failure as Error
      else if (state.ended) return
      else {
        await change()
        await sleep(LINGER_MS)
      }
    }
  } finally {
    state.ended = true
    wake()
  }
}
