/** Longest time in milliseconds that one turn keeps the thread; half of a frame. */
const TURN_MS = 8

/** `items.map(work)`, letting the process do other things every few milliseconds. */
export async function mapInTurns<T, U>(items: Iterable<T>, work: (item: T) => U): Promise<U[]> {
  const results: U[] = []
  let end = performance.now() + TURN_MS
  for (const item of items) {
    results.push(work(item))
    if (performance.now() < end) continue
    await new Promise((resolve) => setImmediate(resolve))
    end = performance.now() + TURN_MS
  }
  return results
}
