import { demoRows } from '../../src/shared/demo-rows'
import { markdownTable } from './markdown-table'
import { beyondTable, sentencesTable } from './beyond/beyond-tables'
import { newWords, spread, updatesOf, worded } from './spread'
import type { StudyResult } from './results'

const reported = new Map(demoRows.map(({ preset }) => [preset.label.en, preset.reported]))

/** The tables of the study as Markdown, by the names under which texts hold them. */
export const studyTables = {
  /** The method's rows, and what may narrow the gap: all scores. */
  rows: (results: readonly StudyResult[]) =>
    markdownTable(
      [
        'Row',
        'Seeds',
        'Updates',
        'Validation loss',
        'Test BLEU',
        'CIDEr-D',
        'New words',
        'Published loss',
        'Published BLEU'
      ],
      resultsByRow(results.filter(isOfRow)).map(([label, list]) => [
        label,
        String(list.length),
        updatesOf(list),
        losses(list),
        worded(spread(list.map(({ bleu }) => bleu))),
        worded(spread(list.map(({ ciderD }) => ciderD))),
        newWords(list),
        String(reported.get(label)?.valLoss ?? '-'),
        String(reported.get(label)?.bleu ?? '-')
      ])
    ),
  /** The method's rows in short. */
  summary: (results: readonly StudyResult[]) =>
    markdownTable(
      ['Trained on', 'Seeds', 'Test BLEU', 'CIDEr-D', 'New words', 'Published BLEU'],
      resultsByRow(results.filter(({ group }) => group === 'table')).map(([label, list]) => [
        label,
        String(list.length),
        worded(spread(list.map(({ bleu }) => bleu))),
        worded(spread(list.map(({ ciderD }) => ciderD))),
        newWords(list),
        String(reported.get(label)?.bleu ?? '-')
      ])
    ),
  /** BLEU by the number of captioned images. */
  images: (results: readonly StudyResult[]) => {
    const ofSizes = results.filter(({ group }) => group === 'images')
    const cell = (images: number, label: string): string => {
      const values = ofSizes.filter((one) => one.images === images && one.label === label)
      return values.length > 0 ? worded(spread(values.map(({ bleu }) => bleu))) : '-'
    }
    return markdownTable(
      ['Captioned images', 'without pairs', 'with pairs'],
      [...new Set(ofSizes.map(({ images }) => images))]
        .sort((a, b) => a - b)
        .map((count) => [String(count), cell(count, 'without pairs'), cell(count, 'with pairs')])
    )
  },
  beyond: beyondTable,
  sentences: sentencesTable
} satisfies Record<string, (results: readonly StudyResult[]) => string>

/** Whether it is one of the method's rows, or of one with what may narrow the gap. */
export const isOfRow = ({ group }: StudyResult): boolean => group === 'table' || group === 'gap'

/** Results of each row, rows in the order of the table. */
export function resultsByRow(results: readonly StudyResult[]): [string, StudyResult[]][] {
  const order = [...reported.keys()]
  const place = (label: string): number => (order.indexOf(label) + order.length) % order.length
  const groups = Map.groupBy(results, ({ label }) => label)
  return [...groups].sort(
    ([a, [first]], [b, [second]]) =>
      Number(first?.group === 'gap') - Number(second?.group === 'gap') || place(a) - place(b)
  )
}

function losses(list: readonly StudyResult[]): string {
  const values = list.flatMap(({ valLoss }) => valLoss ?? [])
  return values.length > 0 ? worded(spread(values)) : '-'
}
