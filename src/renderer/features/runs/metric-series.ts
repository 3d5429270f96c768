import type { MetricName, MetricPoint } from '../../../shared/domain'

/** One curve: values by steps, steps growing. */
export interface Series {
  steps: number[]
  values: number[]
  /** The epoch of each step. */
  epochs: number[]
  /** When each value was read, in milliseconds since 1970. */
  times: number[]
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
  for (const { name, step, epoch, value, at } of points) {
    let curve = series.get(name)
    if (!curve) {
      curve = { steps: [], values: [], epochs: [], times: [] }
      series.set(name, curve)
    }
    const last = curve.steps.at(-1)
    if (last !== undefined && step <= last) cut(curve, lowerBound(curve.steps, step))
    curve.steps.push(step)
    curve.values.push(value)
    curve.epochs.push(epoch)
    curve.times.push(at)
  }
}

function cut(curve: Series, from: number): void {
  for (const list of [curve.steps, curve.values, curve.epochs, curve.times]) list.length = from
}

/** A curve over any axis: `xs` growing, one value each. */
export interface Curve {
  xs: readonly number[]
  ys: readonly number[]
}

/** The values of two sorted lists, sorted, each once. */
function mergeSorted(one: readonly number[], other: readonly number[]): number[] {
  const merged: number[] = []
  for (let i = 0, j = 0; i < one.length || j < other.length;) {
    const next = Math.min(one[i] ?? Infinity, other[j] ?? Infinity)
    merged.push(next)
    while (i < one.length && one[i] === next) i++
    while (j < other.length && other[j] === next) j++
  }
  return merged
}

/** Curves on one shared axis, as uPlot wants them: null where a curve has no value. */
export function alignCurves(curves: readonly Curve[]): [number[], ...(number | null)[][]] {
  const axis = curves.reduce<number[]>((merged, { xs }) => mergeSorted(merged, xs), [])
  const columns = curves.map(({ xs, ys }) => {
    let next = 0
    return axis.map((x) => {
      if (xs[next] !== x) return null
      const y = ys[next] ?? null
      // Two values of one moment: the later one stands.
      while (xs[next] === x) next++
      return y
    })
  })
  return [axis, ...columns]
}

/** The last value of a curve at or before `step`, with its epoch. */
export function pointAt(
  curve: Series | undefined,
  step: number
): { value: number; epoch: number } | null {
  if (!curve) return null
  const at = lowerBound(curve.steps, step + 1) - 1
  const value = curve.values[at]
  const epoch = curve.epochs[at]
  return value === undefined || epoch === undefined ? null : { value, epoch }
}
