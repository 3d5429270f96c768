import type { MetricName, MetricPoint } from '../../../shared/domain'

/** One curve: values by steps, steps growing. */
export interface Series {
  steps: number[]
  values: number[]
  /** The epoch of each step. */
  epochs: number[]
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
  for (const { name, step, epoch, value } of points) {
    let curve = series.get(name)
    if (!curve) series.set(name, (curve = { steps: [], values: [], epochs: [] }))
    const last = curve.steps.at(-1)
    if (last !== undefined && step <= last) {
      const at = lowerBound(curve.steps, step)
      curve.steps.length = at
      curve.values.length = at
      curve.epochs.length = at
    }
    curve.steps.push(step)
    curve.values.push(value)
    curve.epochs.push(epoch)
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
  const curves = names.flatMap((name) => series.get(name) ?? [])
  const steps = mergeSteps(curves.map((curve) => curve.steps))
  const columns = names.map((name) => {
    const curve = series.get(name)
    let next = 0
    return steps.map((step) =>
      curve?.steps[next] === step ? (curve.values[next++] ?? null) : null
    )
  })
  return [steps, ...columns]
}

/** Every step of some growing lists once, growing. */
function mergeSteps(lists: readonly (readonly number[])[]): number[] {
  const merged: number[] = []
  const heads = lists.map(() => 0)
  for (;;) {
    const step = Math.min(...lists.map((list, i) => list[heads[i] ?? 0] ?? Infinity))
    if (step === Infinity) return merged
    merged.push(step)
    for (const [i, list] of lists.entries()) {
      const head = heads[i] ?? 0
      if (list[head] === step) heads[i] = head + 1
    }
  }
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
