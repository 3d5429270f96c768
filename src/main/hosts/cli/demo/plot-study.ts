import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { barPlot, linePlot } from './plots'
import { spread } from './spread'
import type { StudyResult } from './study'
import { resultsByRow } from './study-tables'

const BLUES = ['#b8c4cf', '#4f7fae', '#2f6fa8', '#1f5c94', '#0f4a80']
const PALE = '#8fb0cf'

/** Writes the study's plots into `out`: `rows.svg`, and `pictures.svg` where there is a result for it. */
export function plotStudy(out: string, results: readonly StudyResult[]): void {
  const ofRows = results.filter(({ group }) => group !== 'pictures')
  if (ofRows.length > 0) writeFileSync(join(out, 'rows.svg'), plotRows(ofRows))
  const ofSizes = results.filter(({ group }) => group === 'pictures')
  if (ofSizes.length > 0) writeFileSync(join(out, 'pictures.svg'), plotPictures(ofSizes))
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

function plotPictures(results: readonly StudyResult[]): string {
  const colours = { 'with pairs': '#1f5c94', 'without pairs': '#c2703d' }
  const series = Object.entries(colours).map(([label, colour]) => {
    const own = results.filter((one) => one.label === label)
    const points = [...Map.groupBy(own, ({ pictures }) => pictures)]
      .map(([x, list]) => ({ x, ...spread(list.map(({ bleu }) => bleu)) }))
      .sort((a, b) => a.x - b.x)
    return { label, colour, points }
  })
  return linePlot(
    {
      title: 'Test BLEU by captioned pictures',
      x: 'captioned training pictures',
      y: 'BLEU',
      logarithmic: true
    },
    series
  )
}
