import { RECIPE_STOP } from '../../../../shared/decode-settings'
import { type DemoRow } from '../../../../shared/demo-rows'
import type { RunConfigInput } from '../../../../shared/domain'
import { chooseModel } from '../choose-model'
import { runJob } from '../run-job'
import type { Session } from '../session'
import { scoreSplit, type SplitScores } from './score-split'

/** What a row of the table came to, scored on the test split. */
export interface RowResult extends SplitScores {
  row: DemoRow
  runId: string
  valLoss: number | null
}

/** Decoding of the test split: the recipe's search, with fewer beams for the small model. */
export const demoDecoding = { method: 'clipcap', beams: 5, stopText: RECIPE_STOP } as const

/** Trains and scores each row in turn, and prints the table. */
export async function trainRows(
  session: Session,
  rows: readonly DemoRow[],
  scale: Omit<RunConfigInput, 'clipModelId' | 'gptModelId'>
): Promise<RowResult[]> {
  const results: RowResult[] = []
  for (const [index, row] of rows.entries()) {
    session.output.note(`Row ${index + 1} of ${rows.length}: ${row.preset.label.en}`)
    results.push(await trainRow(session, row, scale))
  }
  session.output.result(
    results.map(({ row, ...result }) => ({ preset: row.preset.id, ...result })),
    describeTable(results)
  )
  return results
}

/** Trains a row as a run of the library and scores its best checkpoint on the test split. */
export async function trainRow(
  session: Session,
  { preset, settings }: DemoRow,
  scale: Omit<RunConfigInput, 'clipModelId' | 'gptModelId'>
): Promise<RowResult> {
  const { api } = session
  const models = await api.models.list()
  const { runId, jobId } = await api.runs.start({
    ...scale,
    ...settings,
    name: preset.label.en,
    clipModelId: chooseModel(models, 'clip', undefined, preset.clipPatchSize).id,
    gptModelId: chooseModel(models, 'gpt2', undefined).id
  })
  await runJob(session, jobId)
  const scored = await scoreSplit(session, { runId, split: 'test', decode: demoDecoding })
  const { bestValLoss } = await api.runs.get({ id: runId })
  return { row: { preset, settings }, runId, valLoss: bestValLoss, ...scored }
}

const heads = [
  '',
  'val. loss',
  'test BLEU',
  'CIDEr-D',
  'new words',
  'published: val. loss',
  'published: BLEU'
]

function describeTable(results: readonly RowResult[]): string[] {
  const fixed = (value: number | null | undefined): string => value?.toFixed(3) ?? '-'
  const cells = results.map(({ row, valLoss, scores, newWords }) => [
    row.preset.label.en,
    fixed(valLoss),
    fixed(scores.bleuAverage),
    fixed(scores.ciderD),
    `${newWords.named} of ${newWords.mentioned}`,
    fixed(row.preset.reported?.valLoss),
    fixed(row.preset.reported?.bleu)
  ])
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0))
  )
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
      )
      .join('  ')
  return [
    'BLEU is the mean of BLEU-1 to BLEU-4. The published figures are of other data and models: only the ranking is comparable.',
    'New words: things in test captions that no captioned training image shows; only the pairs teach them.',
    format(heads),
    ...cells.map(format)
  ]
}
