import type { Run } from '../../../shared/domain'
import type { Series, SeriesByName } from './metric-series'

export const axes = ['steps', 'epochs', 'time'] as const
export type AxisName = (typeof axes)[number]

/** Where the points of a curve lie on an axis. */
export type Place = (curve: Pick<Series, 'steps' | 'times'>) => number[]

/** The axis in steps, in epochs, or in seconds that the run was at work. */
export function placeOn(axis: AxisName, series: SeriesByName, run: Pick<Run, 'resumes'>): Place {
  if (axis === 'steps') return ({ steps }) => steps
  if (axis === 'epochs') {
    const size = stepsPerEpoch(series)
    return ({ steps }) => steps.map((step) => step / size)
  }
  const worked = workedAt(series, run)
  return ({ times }) => times.map((at) => worked(at) / 1000)
}

/** Steps of an epoch, by the furthest point and the epoch that it belongs to. */
function stepsPerEpoch(series: SeriesByName): number {
  const curve = series.get('loss') ?? series.get('valLoss')
  if (!curve) return 1
  const second = curve.epochs.findIndex((epoch) => epoch > (curve.epochs[0] ?? 0))
  const last = curve.steps[(second < 0 ? curve.steps.length : second) - 1]
  return Math.max(1, (last ?? 1) / Math.max(1, curve.epochs[0] ?? 1))
}

/**
 * Milliseconds from a run's first point, without the time in which it was stopped or took steps that
 * it had to take again.
 */
function workedAt(series: SeriesByName, { resumes }: Pick<Run, 'resumes'>): (at: number) => number {
  const times = series.get('loss')?.times ?? []
  const first = times[0] ?? 0
  const stops = resumes.map(({ at }) => {
    const before = times.findLast((time) => time <= at) ?? at
    return { at, lost: at - before }
  })
  return (at) => stops.reduce((left, stop) => (stop.at <= at ? left - stop.lost : left), at - first)
}

/** Where a run went on, on an axis. */
export function resumeMarks(
  axis: AxisName,
  place: Place,
  { resumes }: Pick<Run, 'resumes'>
): number[] {
  return place({
    steps: resumes.map(({ step }) => step),
    times: resumes.map(({ at }) => at)
  }).filter((x) => axis === 'time' || x > 0)
}
