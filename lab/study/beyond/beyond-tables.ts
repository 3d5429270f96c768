import { demoRows } from '../../../src/shared/demo-rows'
import { markdownTable } from '../markdown-table'
import type { StudyResult } from '../results'
import { newWords, spread, updatesOf, worded } from '../spread'
import { beyondCells, sentenceCells, type BeyondCell } from './beyond-cells'

const HEADS = [
  'Variant',
  'Seeds',
  'Updates',
  'Test BLEU',
  'CIDEr-D',
  'CIDEr-D more than the base',
  'New words',
  'Extra training (s)',
  'Captioning (ms an image)'
]

/** The recipe's best row, and what goes beyond it. */
export const beyondTable = (results: readonly StudyResult[]): string =>
  tableOf(results, 'beyond', beyondCells, demoRows.at(-1)?.preset.label.en)

/** What helps where there are sentences alone. */
export const sentencesTable = (results: readonly StudyResult[]): string =>
  tableOf(results, 'sentences', sentenceCells)

function tableOf(
  results: readonly StudyResult[],
  group: StudyResult['group'],
  cells: readonly BeyondCell[],
  row?: string
): string {
  const own = results.filter((one) => one.group === group)
  const base = own.filter(({ label }) => label === cells[0]?.label)
  const rowResults = results.filter((one) => one.group === 'table' && one.label === row)
  return markdownTable(HEADS, [
    ...(rowResults.length > 0 ? [lineOf(`Row: ${row}`, rowResults, [])] : []),
    ...cells.flatMap(({ label }) => {
      const list = own.filter((one) => one.label === label)
      return list.length > 0 ? [lineOf(label, list, label === cells[0]?.label ? [] : base)] : []
    })
  ])
}

function lineOf(
  label: string,
  list: readonly StudyResult[],
  base: readonly StudyResult[]
): string[] {
  return [
    label,
    String(list.length),
    updatesOf(list),
    worded(spread(list.map(({ bleu }) => bleu))),
    worded(spread(list.map(({ ciderD }) => ciderD))),
    gains(list, base),
    newWords(list),
    meanOf(list.map(({ beyond }) => beyond?.extraSeconds)),
    meanOf(list.map(({ beyond }) => beyond?.secondsPerImage && 1000 * beyond.secondsPerImage))
  ]
}

/** Differences from the base of the same seed and as many updates. */
function gains(list: readonly StudyResult[], base: readonly StudyResult[]): string {
  const differences = list.flatMap(({ seed, updates, ciderD }) =>
    base
      .filter((one) => one.seed === seed && one.updates === updates)
      .map((one) => ciderD - one.ciderD)
  )
  if (differences.length === 0) return '-'
  const signed = (value: number): string => (value < 0 ? '' : '+') + value.toFixed(3)
  const { mean, low, high, count } = spread(differences)
  return count === 1 ? signed(mean) : `${signed(mean)} (${signed(low)} to ${signed(high)})`
}

/** The mean of what is known. */
function meanOf(values: readonly (number | null | undefined)[]): string {
  const known = values.filter((value) => typeof value === 'number')
  return known.length === 0 ? '-' : String(Math.round(spread(known).mean))
}
