import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { METRIC_PAGE } from '../../../shared/contract/runs'
import { MetricName, type CurvesExport, type MetricPoint } from '../../../shared/domain'
import { writeOutput } from '../../base/files/write-output'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { eventFileName } from '../../base/tfevents/event-file'
import { scalarRecord, versionRecord } from '../../base/tfevents/event-record'
import { getRun } from '../../store/runs/runs'
import { csvLine } from '../output/table-line'
import type { Workbench } from '../workbench/workbench'
import { byStep, tagged, type CurveStep } from './curve-tags'

type Steps = AsyncIterable<CurveStep>
type Reader = Workbench['library']['reader']

/**
 * Writes all curves of a run: a table or JSON Lines with a line a step, or the folder of a TensorBoard
 * event file. Throws `entity.not-found`, and as `writeOutput` and `writeOutputFolder`.
 */
export async function exportCurves(
  { library }: Pick<Workbench, 'library'>,
  { id, format, file, overwrite }: CurvesExport,
  signal?: AbortSignal
): Promise<void> {
  const { createdAt } = getRun(library.read, id)
  const steps = byStep(pointsOf(library.reader, id))
  const options = { overwrite, signal }
  if (format === 'tfevents') {
    await writeOutputFolder(file, options, (folder) =>
      writeFile(join(folder, eventFileName(createdAt, `${id}.v2`)), records(steps, createdAt))
    )
  } else await writeOutput(file, format === 'csv' ? table(steps) : lines(steps), options)
}

async function* pointsOf(reader: Reader, id: string): AsyncGenerator<MetricPoint> {
  for (let afterSeq = 0; ;) {
    const points = await reader.ask('listMetricPoints', id, { afterSeq, limit: METRIC_PAGE })
    yield* points
    if (points.length < METRIC_PAGE) return
    afterSeq = points.at(-1)?.seq ?? afterSeq
  }
}

async function* table(steps: Steps): AsyncGenerator<string> {
  const guard = { keep: true, guarded: 0 }
  const names = MetricName.options
  yield csvLine(['step', 'epoch', 'time', ...names], guard)
  for await (const { step, epoch, at, values } of steps) {
    const cells = names.map((name) => values[name] ?? null)
    yield csvLine([step, epoch, new Date(at).toISOString(), ...cells], guard)
  }
}

async function* lines(steps: Steps): AsyncGenerator<string> {
  for await (const { step, epoch, at, values } of steps) {
    yield `${JSON.stringify({ step, epoch, time: new Date(at).toISOString(), ...values })}\n`
  }
}

async function* records(steps: Steps, at: number): AsyncGenerator<Uint8Array> {
  yield versionRecord(at)
  for await (const { step, at, values } of steps) {
    yield scalarRecord({ step, at, scalars: tagged(values) })
  }
}
