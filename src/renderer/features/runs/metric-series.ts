import type { MetricName, MetricPoint } from '../../../shared/domain'

/** One curve: values by steps, steps growing. */
export interface Series {
  steps: number[]
  values: number[]
}
export type SeriesByName = Map<MetricName, Series>

/** A step's place in a sorted list: the first index whose step is not below it. */
export function lowerBound(steps: readonly number[], step: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle] ?? Infinity) < step) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Appends points in the order of their `seq`. A run that was resumed from a checkpoint draws the
 * steps after it once more: from there on the newer curve replaces the older one.
 */
export function appendPoints(series: SeriesByName, points: readonly MetricPoint[]): void {
  for (const { name, step, value } of points) {
    let curve = series.get(name)
    if (!curve) series.set(name, (curve = { steps: [], values: [] }))
    const last = curve.steps.at(-1)
    if (last !== undefined && step <= last) {
      const at = lowerBound(curve.steps, step)
      curve.steps.length = at
      curve.values.length = at
    }
    curve.steps.push(step)
    curve.values.push(value)
  }
}

/**
 * Curves on one shared axis of steps, as uPlot wants them: the steps, then for each name its values
 * with null where it has none.
 */
export function alignSeries(
  series: SeriesByName,
  names: readonly MetricName[]
): [number[], ...(number | null)[][]] {
  const curves = names.map((name) => series.get(name) ?? { steps: [], values: [] })
  const steps = [...new Set(curves.flatMap((curve) => curve.steps))].sort((a, b) => a - b)
  const columns = curves.map((curve) => {
    let next = 0
    return steps.map((step) => {
      if (curve.steps[next] !== step) return null
      return curve.values[next++] ?? null
    })
  })
  return [steps, ...columns]
}

/** The last value of a curve at or before `step`. */
export function valueAt(curve: Series | undefined, step: number): number | null {
  if (!curve) return null
  return curve.values[lowerBound(curve.steps, step + 1) - 1] ?? null
}
