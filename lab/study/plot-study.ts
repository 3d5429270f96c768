import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linePlot } from '../../src/main/base/plot/line-plot'
import { barPlot } from './bar-plot'
import { spread } from './spread'
import type { StudyResult } from './results'
import { isOfRow, resultsByRow } from './study-tables'

const BLUES = ['#b8c4cf', '#4f7fae', '#2f6fa8', '#1f5c94', '#0f4a80']
const PALE = '#8fb0cf'

/** Writes the study's plots into `out`: `rows.svg`, and `images.svg` where there is a result for it. */
export function plotStudy(out: string, results: readonly StudyResult[]): void {
  const ofRows = results.filter(isOfRow)
  if (ofRows.length > 0) writeFileSync(join(out, 'rows.svg'), plotRows(ofRows))
  const ofSizes = results.filter(({ group }) => group === 'images')
  if (ofSizes.length > 0) writeFileSync(join(out, 'images.svg'), plotImages(ofSizes))
}

function plotRows(results: readonly StudyResult[]): string {
  const bars = resultsByRow(results).map(([label, list], index) => ({
    label,
    colour: list[0]?.group === 'gap' ? PALE : (BLUES[index] ?? PALE),
    ...spread(list.map(({ bleu }) => bleu))
  }))
  const y = 'BLEU, mean of BLEU-1 to BLEU-4; bar: mean of the seeds, line: least to largest'
  return barPlot({ title: 'Test BLEU by what is trained on', y }, bars)
}

function plotImages(results: readonly StudyResult[]): string {
  const curves = ['with pairs', 'without pairs'].map((label) => {
    const own = results.filter((one) => one.label === label)
    const points = [...Map.groupBy(own, ({ images }) => images)]
      .map(([x, list]) => {
        const { mean, low, high } = spread(list.map(({ bleu }) => bleu))
        return { x, y: mean, low, high }
      })
      .sort((a, b) => a.x - b.x)
    return { label, points }
  })
  return linePlot(
    {
      title: 'Test BLEU by captioned images',
      x: 'captioned training images',
      y: 'BLEU',
      logarithmic: true,
      from: 0
    },
    curves
  )
}
