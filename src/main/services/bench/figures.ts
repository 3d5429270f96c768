/** What was timed again and again, in milliseconds. */
export interface Figures {
  unit: 'ms'
  median: number
  p95: number
  min: number
  max: number
  repeats: number
}

export function figures(times: readonly number[]): Figures {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
  return {
    unit: 'ms',
    median: at(0.5),
    p95: at(0.95),
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    repeats: sorted.length
  }
}

export const describeFigures = ({ median, p95, min, max, repeats }: Figures): string =>
  `median ${median.toFixed(1)} ms, 95th percentile ${p95.toFixed(1)}, min ${min.toFixed(1)}, max ${max.toFixed(1)} (${repeats} times)`

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
