/** How long this thread did nothing else meanwhile, at most, in milliseconds. */
export async function longestBlock<T>(
  work: () => Promise<T>
): Promise<{ result: T; longestBlock: number }> {
  let longest = 0
  let last = performance.now()
  let over = false
  // A turn of the event loop after the other: the longest one is what everything else waited for.
  const turn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  try {
    return { result: await work(), longestBlock: longest }
  } finally {
    over = true
  }
}
