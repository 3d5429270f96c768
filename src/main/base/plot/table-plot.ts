import { svgFile, svgNumber, svgText } from './svg'

const EDGE = 16
const LINE = 26

/** Lines of a table as an SVG file; the first line is its head. */
export function tablePlot(title: string, lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column]?.length ?? 0) * 7.5 + 20))
  )
  const width = 2 * EDGE + widths.reduce((sum, one) => sum + one, 0)
  return svgFile(
    { width, height: 60 + lines.length * LINE, title, left: EDGE },
    lines.flatMap((line, row) => {
      const y = 58 + row * LINE
      let x = EDGE
      const cells = line.map((cell, column) => {
        const place = x
        x += widths[column] ?? 0
        return svgText(place, y, cell, row === 0 ? 'fill="#555555"' : '')
      })
      return [...cells, `<path d="M${EDGE} ${y + 8}H${svgNumber(width - EDGE)}" stroke="#dddddd"/>`]
    })
  )
}
