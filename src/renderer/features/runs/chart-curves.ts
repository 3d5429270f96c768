import type { MetricName } from '../../../shared/domain'
import type { charts } from './charts'
import { isNoisy, type ChartLine } from './charts'
import { alignCurves, type Curve, type SeriesByName } from './metric-series'
import type { Place } from './run-axis'
import { smooth } from './smooth'

type Chart = (typeof charts)[number]

/** More of them hide the curve. */
const MAX_DOTS = 60

export interface DrawnChart {
  lines: ChartLine[]
  data: ReturnType<typeof alignCurves>
  /** Points of its first curve. */
  points: number
}

export interface CurveOptions {
  place: Place
  /** See `smooth`. */
  smoothing: number
  word(metric: MetricName): string
}

/**
 * The curves of a chart with how they are drawn: raw values stay in view beneath their smoothed
 * curve.
 */
export function drawChart(
  { id, lines }: Chart,
  series: SeriesByName,
  { place, smoothing, word }: CurveOptions
): DrawnChart {
  const has = (metric: MetricName) => (series.get(metric)?.steps.length ?? 0) > 0
  // One that trains on captions or on pairs alone has the same curve twice.
  const mixed = has('lossCaptions') && has('lossPairs')
  const present = lines.filter(
    ({ metric }) => has(metric) && (mixed || (metric !== 'lossCaptions' && metric !== 'lossPairs'))
  )
  const drawn: ChartLine[] = []
  const curves: Curve[] = []
  const add = (line: ChartLine, xs: readonly number[], ys: readonly number[]) => {
    drawn.push(line)
    curves.push({ xs, ys })
  }
  for (const { metric, scale = 1, ...line } of present) {
    const curve = series.get(metric)
    if (!curve) continue
    const scaled = (values: readonly number[]) =>
      scale === 1 ? values : values.map((value) => value * scale)
    const points = line.points === true && curve.steps.length <= MAX_DOTS
    const named = { ...line, points, label: word(metric) }
    const unnamed = { ...line, label: '', faint: true, points: false }
    const xs = place(curve)
    const ys = scaled(curve.values)
    if (smoothing > 0 && isNoisy(id) && !line.points) {
      add(unnamed, xs, ys)
      add(named, xs, smooth(ys, smoothing))
    } else add(named, xs, ys)
  }
  const [first] = present
  return {
    lines: drawn,
    data: alignCurves(curves),
    points: first ? (series.get(first.metric)?.steps.length ?? 0) : 0
  }
}
