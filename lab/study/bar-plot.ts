import { svgFile, svgNumber, svgText } from '../../src/main/base/plot/svg'

const WIDTH = 640

/** Bars side by side, each with a whisker from its smallest to its largest value, as an SVG file. */
export function barPlot(
  { title, y }: { title: string; y: string },
  bars: readonly { label: string; colour: string; mean: number; low: number; high: number }[]
): string {
  const left = 24 + 6.7 * Math.max(...bars.map(({ label }) => label.length))
  const top = Math.max(0.1, ...bars.map(({ high }) => Math.ceil(high / 0.2) * 0.2))
  const height = 60 + bars.length * 34 + 30
  const place = (value: number): number => left + (value / top) * (WIDTH - left - 60)
  return svgFile({ width: WIDTH, height, title, left: 16 }, [
    ...bars.flatMap(({ label, colour, mean, low, high }, index) => {
      const middle = 58 + index * 34
      return [
        svgText(left - 10, middle + 4, label, 'text-anchor="end"'),
        `<rect x="${left}" y="${middle - 11}" width="${svgNumber(place(mean) - left)}" height="22" fill="${colour}"/>`,
        `<path d="M${svgNumber(place(low))} ${middle}H${svgNumber(place(high))}" stroke="#222222" stroke-width="2"/>`,
        svgText(place(high) + 8, middle + 4, mean.toFixed(3))
      ]
    }),
    svgText(16, height - 12, y, 'fill="#555555"')
  ])
}
