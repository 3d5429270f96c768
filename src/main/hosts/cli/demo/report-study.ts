import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoRows } from '../../../../shared/demo-rows'
import { barPlot, linePlot } from './plots'
import type { StudyResult } from './study'

/** Mean of some numbers with the least and the largest. */
interface Spread {
  mean: number
  low: number
  high: number
  count: number
}

const spread = (values: readonly number[]): Spread => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  low: Math.min(...values),
  high: Math.max(...values),
  count: values.length
})

/** Writes the study's plots into `out` and gives its tables as Markdown. */
export function reportStudy(out: string, results: readonly StudyResult[]): string[] {
  const rows = Map.groupBy(
    results.filter(({ group }) => group !== 'pictures'),
    ({ label }) => label
  )
  const bars = [...rows].map(([label, list], index) => ({
    label,
    colour:
      list[0]?.group === 'gap'
        ? '#8fb0cf'
        : (['#b8c4cf', '#4f7fae', '#2f6fa8', '#1f5c94', '#0f4a80'][index] ?? '#4f7fae'),
    ...spread(list.map(({ bleu }) => bleu))
  }))
  if (bars.length > 0) {
    const title = 'Test BLEU by what is trained on'
    writeFileSync(
      join(out, 'rows.svg'),
      barPlot(
        {
          title,
          y: 'BLEU, mean of BLEU-1 to BLEU-4; bar: mean of the seeds, line: least to largest'
        },
        bars
      )
    )
  }
  const pictures = results.filter(({ group }) => group === 'pictures')
  const series = (
    [
      ['with pairs', '#1f5c94'],
      ['without pairs', '#c2703d']
    ] as const
  ).map(([label, colour]) => ({
    label,
    colour,
    points: [
      ...Map.groupBy(
        pictures.filter((one) => one.label === label),
        (one) => one.pictures
      )
    ]
      .map(([x, list]) => ({ x, ...spread(list.map(({ bleu }) => bleu)) }))
      .sort((a, b) => a.x - b.x)
  }))
  if (pictures.length > 0) {
    const axes = {
      title: 'Test BLEU by captioned pictures',
      x: 'captioned training pictures',
      y: 'BLEU',
      logarithmic: true
    }
    writeFileSync(join(out, 'pictures.svg'), linePlot(axes, series))
  }
  return [
    ...table(rows),
    '',
    '| Captioned pictures | without pairs | with pairs |',
    '| ---: | ---: | ---: |',
    ...[...new Set(pictures.map((one) => one.pictures))]
      .sort((a, b) => a - b)
      .map((count) => {
        const cell = (label: string): string => {
          const values = pictures.filter((one) => one.pictures === count && one.label === label)
          return values.length > 0 ? worded(spread(values.map(({ bleu }) => bleu))) : '-'
        }
        return `| ${count} | ${cell('without pairs')} | ${cell('with pairs')} |`
      })
  ]
}

function table(rows: ReadonlyMap<string, readonly StudyResult[]>): string[] {
  const reported = new Map(demoRows.map(({ preset }) => [preset.label.en, preset.reported]))
  return [
    '| Row | Seeds | Validation loss | Test BLEU | CIDEr-D | Theirs: loss | Theirs: BLEU |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[...rows].map(([label, list]) => {
      const losses = list.flatMap(({ valLoss }) => valLoss ?? [])
      const cells = [
        label,
        String(list.length),
        losses.length > 0 ? worded(spread(losses)) : '-',
        worded(spread(list.map(({ bleu }) => bleu))),
        worded(spread(list.map(({ ciderD }) => ciderD))),
        reported.get(label)?.valLoss ?? '-',
        reported.get(label)?.bleu ?? '-'
      ]
      return `| ${cells.join(' | ')} |`
    })
  ]
}

const worded = ({ mean, low, high, count }: Spread): string =>
  count === 1 ? mean.toFixed(3) : `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
