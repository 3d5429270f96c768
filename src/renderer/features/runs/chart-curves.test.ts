import { expect, it } from 'vitest'
import { drawChart } from './chart-curves'
import { charts } from './charts'
import type { SeriesByName } from './metric-series'

const curve = { steps: [1, 2], values: [2, 1], epochs: [1, 1], times: [0, 1] }
const series: SeriesByName = new Map(
  (['loss', 'lossCaptions', 'lossPairs', 'valLoss', 'valLossPairs'] as const).map((name) => [
    name,
    curve
  ])
)

it('tells training and validation of a task apart by dash and name, not by colour alone', () => {
  const [loss] = charts
  if (!loss) throw new Error('no chart of the loss')
  const options = { place: ({ steps }: { steps: number[] }) => steps, smoothing: 0 }
  const { lines } = drawChart(loss, series, { ...options, word: (metric) => metric })
  const by = (label: string) => lines.find((line) => line.label === label)
  for (const [train, val] of [
    ['lossCaptions', 'valLoss'],
    ['lossPairs', 'valLossPairs']
  ] as const) {
    expect(by(val)?.colour).toBe(by(train)?.colour)
    expect([by(train)?.dash ?? false, by(val)?.dash]).toEqual([false, true])
  }
  expect(new Set(lines.map(({ label }) => label)).size).toBe(5)
})
