/** A series of a plot: its points by x, with the spread of y. */
export interface Series {
  label: string
  colour: string
  points: readonly { x: number; mean: number; low: number; high: number }[]
}

interface Axes {
  title: string
  x: string
  y: string
  /** Whether x grows by the same factor from tick to tick. */
  logarithmic?: boolean
}

const WIDTH = 640
const HEIGHT = 380
const EDGE = { left: 64, right: 20, top: 48, bottom: 52 }

/** A line plot with a whisker from low to high at each point, as an SVG file. */
export function linePlot(
  { title, x, y, logarithmic = false }: Axes,
  series: readonly Series[]
): string {
  const points = series.flatMap((one) => one.points)
  const xs = [...new Set(points.map((point) => point.x))].sort((a, b) => a - b)
  const top = niceTop(Math.max(...points.map(({ high }) => high)))
  const along = (value: number): number => (logarithmic ? Math.log(value) : value)
  const [first = 0, last = 1] = [along(xs[0] ?? 0), along(xs.at(-1) ?? 1)]
  const placeX = (value: number): number =>
    EDGE.left +
    24 +
    ((along(value) - first) / (last - first || 1)) * (WIDTH - EDGE.left - EDGE.right - 48)
  const placeY = (value: number): number =>
    HEIGHT - EDGE.bottom - (value / top) * (HEIGHT - EDGE.top - EDGE.bottom)
  const ticks = Array.from({ length: 5 }, (_, index) => (top * index) / 4)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(EDGE.left, 22, title, 'font-weight="bold" font-size="15"'),
    ...ticks.map(
      (tick) =>
        `<path d="M${EDGE.left} ${at(placeY(tick))}H${WIDTH - EDGE.right}" stroke="#dddddd"/>` +
        text(EDGE.left - 8, placeY(tick) + 4, tick.toFixed(2), 'text-anchor="end" fill="#555555"')
    ),
    ...xs.map((value) =>
      text(
        placeX(value),
        HEIGHT - EDGE.bottom + 20,
        String(value),
        'text-anchor="middle" fill="#555555"'
      )
    ),
    text((WIDTH + EDGE.left) / 2, HEIGHT - 12, x, 'text-anchor="middle"'),
    text(EDGE.left, 40, y, 'fill="#555555"'),
    ...series.flatMap(({ label, colour, points: line }, index) => [
      `<path d="${line.map((point, step) => `${step === 0 ? 'M' : 'L'}${at(placeX(point.x))} ${at(placeY(point.mean))}`).join('')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...line.map(
        (point) =>
          `<path d="M${at(placeX(point.x))} ${at(placeY(point.low))}V${at(placeY(point.high))}" stroke="${colour}" stroke-width="2"/>` +
          `<circle cx="${at(placeX(point.x))}" cy="${at(placeY(point.mean))}" r="4" fill="${colour}"/>`
      ),
      `<circle cx="${WIDTH - 160}" cy="${EDGE.top + 12 + index * 20}" r="5" fill="${colour}"/>`,
      text(WIDTH - 148, EDGE.top + 16 + index * 20, label)
    ]),
    '</svg>',
    ''
  ].join('\n')
}

/** Bars side by side, each with a whisker, as an SVG file. */
export function barPlot(
  { title, y }: Pick<Axes, 'title' | 'y'>,
  bars: readonly { label: string; colour: string; mean: number; low: number; high: number }[]
): string {
  const left = 24 + 6.7 * Math.max(...bars.map(({ label }) => label.length))
  const top = niceTop(Math.max(...bars.map(({ high }) => high)))
  const height = 60 + bars.length * 34 + 30
  const place = (value: number): number => left + (value / top) * (WIDTH - left - 60)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(16, 24, title, 'font-weight="bold" font-size="15"'),
    ...bars.flatMap(({ label, colour, mean, low, high }, index) => {
      const middle = 58 + index * 34
      return [
        text(left - 10, middle + 4, label, 'text-anchor="end"'),
        `<rect x="${left}" y="${middle - 11}" width="${at(place(mean) - left)}" height="22" fill="${colour}"/>`,
        `<path d="M${at(place(low))} ${middle}H${at(place(high))}" stroke="#222222" stroke-width="2"/>`,
        text(place(high) + 8, middle + 4, mean.toFixed(3))
      ]
    }),
    text(16, height - 12, y, 'fill="#555555"'),
    '</svg>',
    ''
  ].join('\n')
}

const at = (value: number): string => value.toFixed(1)

const escape = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" ${attributes}>${escape(content)}</text>`

/** The next of 0.1, 0.2, 0.4, 0.6, … above a value. */
const niceTop = (value: number): number => Math.max(0.1, Math.ceil(value / 0.2) * 0.2)
