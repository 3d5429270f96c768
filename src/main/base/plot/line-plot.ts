import { plotColours, svgFile, svgNumber, svgText } from './svg'

/** A curve: y of every x, and where y was measured several times its smallest and largest value. */
export interface PlottedCurve {
  label: string
  points: readonly { x: number; y: number; low?: number; high?: number }[]
}

export interface PlotAxes {
  title: string
  /** What is along the x axis, and above the y axis. */
  x: string
  y?: string
  /** Whether x grows by the same factor from tick to tick; each x is a tick then. */
  logarithmic?: boolean
  /** Where the y axis begins; by default at the smallest y. */
  from?: number
}

const WIDTH = 800
const HEIGHT = 460
const EDGE = { left: 70, right: 20, top: 44, bottom: 50 }
const TICKS = 5
const KEY_LINE = 18
/** Curves of more points are drawn without a dot at each. */
const MAX_DOTS = 60

/** Curves over each other on shared axes, as an SVG file with its key below. */
export function linePlot(axes: PlotAxes, curves: readonly PlottedCurve[]): string {
  const points = curves.flatMap((curve) => curve.points)
  const along = axes.logarithmic ? Math.log : (value: number): number => value
  const [left, right] = bounds(points.map(({ x }) => along(x)))
  const [low, high] = bounds([
    ...points.flatMap(({ y, low = y, high = y }) => [low, high]),
    ...(axes.from === undefined ? [] : [axes.from])
  ])
  const placeX = (value: number): number =>
    EDGE.left + ((along(value) - left) / (right - left)) * (WIDTH - EDGE.left - EDGE.right)
  const placeY = (value: number): number =>
    HEIGHT - EDGE.bottom - ((value - low) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom)
  const bottom = HEIGHT - EDGE.bottom
  const ticksX = axes.logarithmic ? [...new Set(points.map(({ x }) => x))] : ticks(left, right)

  const drawCurve = ({ label, points: line }: PlottedCurve, index: number): string[] => {
    const colour = plotColours[index % plotColours.length] ?? '#000000'
    const dash = index >= plotColours.length ? ' stroke-dasharray="6 4"' : ''
    const place = ({ x, y }: { x: number; y: number }): string =>
      `${svgNumber(placeX(x))} ${svgNumber(placeY(y))}`
    const keyY = HEIGHT + index * KEY_LINE
    return [
      `<path d="M${line.map(place).join('L')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
      ...line.flatMap(({ x, low, high }) =>
        low === undefined || high === undefined
          ? []
          : [
              `<path d="M${place({ x, y: low })}V${svgNumber(placeY(high))}" stroke="${colour}" stroke-width="2"/>`
            ]
      ),
      ...(line.length > MAX_DOTS ? [] : line).map(
        ({ x, y }) =>
          `<circle cx="${svgNumber(placeX(x))}" cy="${svgNumber(placeY(y))}" r="3" fill="${colour}"/>`
      ),
      `<path d="M${EDGE.left} ${keyY - 4}h24" stroke="${colour}" stroke-width="3"${dash}/>`,
      svgText(EDGE.left + 32, keyY, label)
    ]
  }

  return svgFile(
    { width: WIDTH, height: HEIGHT + curves.length * KEY_LINE, title: axes.title, left: EDGE.left },
    [
      ...(axes.y === undefined ? [] : [svgText(EDGE.left, 40, axes.y, 'fill="#555555"')]),
      ...ticks(low, high).map(
        (tick) =>
          `<path d="M${EDGE.left} ${svgNumber(placeY(tick))}H${WIDTH - EDGE.right}" stroke="#dddddd"/>` +
          svgText(EDGE.left - 8, placeY(tick) + 4, label(tick), 'text-anchor="end" fill="#555555"')
      ),
      ...ticksX.map((tick) =>
        svgText(placeX(tick), bottom + 20, label(tick), 'text-anchor="middle" fill="#555555"')
      ),
      svgText((WIDTH + EDGE.left) / 2, bottom + 40, axes.x, 'text-anchor="middle"'),
      ...curves.filter(({ points: line }) => line.length > 0).flatMap(drawCurve)
    ]
  )
}

function bounds(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return [0, 1]
  return low === high ? [low - 0.5, high + 0.5] : [low, high]
}

const ticks = (low: number, high: number): number[] =>
  Array.from({ length: TICKS }, (_, index) => low + ((high - low) * index) / (TICKS - 1))

const label = (value: number): string => String(Number(value.toPrecision(3)))
