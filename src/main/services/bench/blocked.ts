import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 1

/** How long this thread did nothing else meanwhile, at most, in milliseconds. */
export async function longestBlock<T>(
  work: () => Promise<T>
): Promise<{ result: T; longestBlock: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  try {
    const result = await work()
    // Work that let nothing else in shows with the next turn.
    await new Promise((resolve) => setTimeout(resolve, 2 * RESOLUTION_MS))
    return { result, longestBlock: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) }
  } finally {
    delay.disable()
  }
}
