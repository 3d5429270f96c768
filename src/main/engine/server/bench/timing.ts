/** Times of one piece of work, in milliseconds. */
export interface Timing {
  median: number
  min: number
  max: number
  repeats: number
}

/** Median, minimum and maximum of some times. */
export function summarize(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return {
    median: (upper + lower) / 2,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
    repeats: sorted.length
  }
}
