/** A curve of a plot; y of every x. */
export interface PlottedCurve {
  label: string
  points: readonly { x: number; y: number }[]
}

const WIDTH = 800
const HEIGHT = 460
const EDGE = { left: 70, right: 20, top: 44, bottom: 50 }
const TICKS = 5
const COLOURS = ['#2b62d9', '#b4560f', '#19794c', '#8a3ea8', '#7b7f8c', '#b9302c']
const KEY_LINE = 18

/** Curves over each other on shared axes, as an SVG file with its key below. */
export function curvePlot(title: string, x: string, curves: readonly PlottedCurve[]): string {
  const points = curves.flatMap((curve) => curve.points)
  const [left, right] = bounds(points.map((point) => point.x))
  const [low, high] = bounds(points.map((point) => point.y))
  const placeX = (value: number): number =>
    EDGE.left + ((value - left) / (right - left)) * (WIDTH - EDGE.left - EDGE.right)
  const placeY = (value: number): number =>
    HEIGHT - EDGE.bottom - ((value - low) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom)
  const bottom = HEIGHT - EDGE.bottom
  const whole = HEIGHT + curves.length * KEY_LINE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" font-family="Be Vietnam Pro, sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${whole}" fill="#ffffff"/>`,
    text(EDGE.left, 24, title, 'font-weight="bold" font-size="15"'),
    ...ticks(low, high).map(
      (tick) =>
        `<path d="M${at(EDGE.left)} ${at(placeY(tick))}H${WIDTH - EDGE.right}" stroke="#dddddd"/>` +
        text(EDGE.left - 8, placeY(tick) + 4, label(tick), 'text-anchor="end" fill="#555555"')
    ),
    ...ticks(left, right).map((tick) =>
      text(placeX(tick), bottom + 20, label(tick), 'text-anchor="middle" fill="#555555"')
    ),
    text((WIDTH + EDGE.left) / 2, bottom + 40, x, 'text-anchor="middle"'),
    ...curves.flatMap(({ label: name, points: line }, index) => {
      const colour = COLOURS[index % COLOURS.length] ?? '#000000'
      const dash = index >= COLOURS.length ? ' stroke-dasharray="6 4"' : ''
      const path = line
        .map(
          (point, step) => `${step === 0 ? 'M' : 'L'}${at(placeX(point.x))} ${at(placeY(point.y))}`
        )
        .join('')
      const y = HEIGHT + index * KEY_LINE
      return [
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
        ...(line.length > 60
          ? []
          : line.map(
              (point) =>
                `<circle cx="${at(placeX(point.x))}" cy="${at(placeY(point.y))}" r="3" fill="${colour}"/>`
            )),
        `<path d="M${EDGE.left} ${y - 4}h24" stroke="${colour}" stroke-width="3"${dash}/>`,
        text(EDGE.left + 32, y, name)
      ]
    }),
    '</svg>',
    ''
  ].join('\n')
}

/** Lines of a table as an SVG file; the first line is its head. */
export function tablePlot(title: string, lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column]?.length ?? 0) * 7.5 + 20))
  )
  const width = 32 + widths.reduce((sum, one) => sum + one, 0)
  const height = 60 + lines.length * 26
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${at(width)}" height="${height}" viewBox="0 0 ${at(width)} ${height}" font-family="Be Vietnam Pro, sans-serif" font-size="13">`,
    `<rect width="${at(width)}" height="${height}" fill="#ffffff"/>`,
    text(16, 26, title, 'font-weight="bold" font-size="15"'),
    ...lines.flatMap((line, row) => {
      const y = 58 + row * 26
      let x = 16
      return [
        ...line.map((cell, column) => {
          const place = x
          x += widths[column] ?? 0
          return text(place, y, cell, row === 0 ? 'fill="#555555"' : '')
        }),
        `<path d="M16 ${y + 8}H${at(width - 16)}" stroke="#dddddd"/>`
      ]
    }),
    '</svg>',
    ''
  ].join('\n')
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

const at = (value: number): string => value.toFixed(1)

const escape = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" ${attributes}>${escape(content)}</text>`
