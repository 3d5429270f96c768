import { setTimeout as sleep } from 'node:timers/promises'
import { AheadBuffer } from './ahead-buffer'

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
  const buffer = new AheadBuffer<Item>(size)
  void buffer.fill(items, (item) => item)
  try {
    for (;;) {
      const wasEmpty = buffer.isEmpty
      if (!(await buffer.ready())) return
      if (wasEmpty) await sleep(LINGER_MS)
      yield buffer.take()
    }
  } finally {
    buffer.close()
  }
}
