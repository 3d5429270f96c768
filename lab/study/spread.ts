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
