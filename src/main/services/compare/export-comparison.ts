import { differingSettings } from '../../../shared/compare-runs'
import type { ComparisonExport, MetricName, Run } from '../../../shared/domain'
import { recipeTable } from '../../../shared/recipe-table'
import type { Library } from '../../store/core/library'
import { listMetricPoints } from '../../store/runs/run-records'
import { getRun, listRuns } from '../../store/runs/runs'
import { listEvaluations } from '../evaluate'
import type { ImageClient } from '../image-client/image-client'
import { writeOutput, type OutputOptions } from '../../base/files/write-output'
import { listModels } from '../../store/runs/models'
import { linePlot, type PlottedCurve } from '../../base/plot/line-plot'
import { tablePlot } from '../../base/plot/table-plot'
import { csvLine, type Cell } from '../output/table-line'

/** Points read in one go. */
const PAGE = 20_000

/**
 * Writes a part of a comparison of runs into `file`: one curve of each, the settings that differ, or
 * the recipe's table filled from all runs of the library. Throws as `writeOutput`.
 */
export async function exportComparison(
  { library, images }: { library: Library; images: ImageClient },
  runIds: readonly string[],
  part: ComparisonExport,
  file: string,
  options: OutputOptions
): Promise<void> {
  const runs = runIds.map((id) => getRun(library.read, id))
  await writeOutput(file, await contentOf({ library, images }, runs, part), options)
}

async function contentOf(
  { library, images }: { library: Library; images: ImageClient },
  runs: readonly Run[],
  part: ComparisonExport
): Promise<string | Buffer> {
  const drawn = async (svg: string, format: 'svg' | 'png'): Promise<string | Buffer> =>
    format === 'svg' ? svg : images.run('drawingToPng', svg)
  if (part.what === 'settings') return table(settingsLines(runs))
  if (part.what === 'recipe') {
    const lines = recipeLines(library)
    if (part.format === 'csv') return table(lines)
    return drawn(tablePlot('Rows of the recipe', lines), part.format)
  }
  const curves: { run: Run; points: PlottedCurve['points'] }[] = []
  for (const run of runs) curves.push({ run, points: await curveOf(library, run.id, part.metric) })
  if (part.format === 'csv') {
    const rows = curves.flatMap(({ run, points }) =>
      points.map(({ x, y }) => [run.id, run.name, part.metric, x, y])
    )
    return table([['run', 'name', 'metric', 'step', 'value'], ...rows])
  }
  const plotted = curves.map(({ run, points }) => ({ label: titleOf(run), points }))
  return drawn(linePlot({ title: part.metric, x: 'step' }, plotted), part.format)
}

const table = (lines: readonly Cell[][]): string => {
  const guard = { keep: false, guarded: 0 }
  return lines.map((cells) => csvLine(cells, guard)).join('')
}

const titleOf = ({ id, name }: Run): string => (name ? `${name} (${id})` : id)

/** A curve by steps; what was drawn again after a resume stands as it was drawn last. */
async function curveOf(
  { read }: Library,
  runId: string,
  metric: MetricName
): Promise<{ x: number; y: number }[]> {
  const byStep = new Map<number, number>()
  for (let seq = 0; ;) {
    const points = listMetricPoints(read, runId, { afterSeq: seq, limit: PAGE, names: [metric] })
    for (const { step, value } of points) byStep.set(step, value)
    seq = points.at(-1)?.seq ?? seq
    if (points.length < PAGE) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return [...byStep].map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x)
}

const settingsLines = (runs: readonly Run[]): string[][] => [
  ['setting', ...runs.map(titleOf)],
  ...differingSettings(runs).map(({ key, values }) => [key, ...values.map(String)]),
  ['bestValLoss', ...runs.map(({ bestValLoss }) => String(bestValLoss ?? ''))]
]

function recipeLines(library: Library): string[][] {
  const rows = recipeTable(
    listRuns(library.read),
    listModels(library.read),
    listEvaluations(library)
  )
  const fixed = (value: number | null | undefined): string => value?.toFixed(3) ?? ''
  return [
    ['row', 'reported loss', 'reported BLEU', 'run', 'own loss', 'own test BLEU'],
    ...rows.map(({ preset, reported, run, test }) => [
      preset.label.en,
      fixed(reported.valLoss),
      fixed(reported.bleu),
      run?.id ?? '',
      fixed(run?.bestValLoss),
      fixed(test?.report.bleuAverage)
    ])
  ]
}
