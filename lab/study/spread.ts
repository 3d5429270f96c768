import type { StudyResult } from './results'

/** Mean of some numbers with the smallest and the largest. */
export interface Spread {
  mean: number
  low: number
  high: number
  count: number
}

export const spread = (values: readonly number[]): Spread => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  low: Math.min(...values),
  high: Math.max(...values),
  count: values.length
})

export const worded = ({ mean, low, high, count }: Spread): string =>
  count === 1 ? mean.toFixed(3) : `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`

/** The updates of the trainings, each number once. */
export const updatesOf = (list: readonly StudyResult[]): string =>
  [...new Set(list.map((one) => one.updates))].sort((a, b) => a - b).join(', ')

/** What is named of what people name, over the seeds. */
export function newWords(list: readonly StudyResult[]): string {
  const { mean, low, high } = spread(list.map((one) => one.newWords.named))
  const named = list.length === 1 ? String(mean) : `${mean.toFixed(1)} (${low} to ${high})`
  return `${named} of ${list[0]?.newWords.mentioned ?? 0}`
}
