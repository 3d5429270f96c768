import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig, type CurvesFormat, type MetricName } from '../../../shared/domain'
import { scalarRecord, versionRecord } from '../../base/tfevents/event-record'
import { appendMetricPoints } from '../../store/runs/run-records'
import { insertRun } from '../../store/runs/runs'
import { exportCurves } from './export-curves'

const at = Date.parse('2026-01-02T03:04:05.678Z')

/** A run of two steps, the second with a validation, and a way to export it. */
function scene() {
  const library = tempLibrary()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'first' })
  const run = insertRun(library.write, { config, dataVersion: 'd' })
  const point = (name: MetricName, step: number, value: number) => ({
    ...{ name, step, value, epoch: 1, at }
  })
  appendMetricPoints(library.write, run.id, [point('loss', 1, 0.5), point('learningRate', 1, 1e-7)])
  appendMetricPoints(library.write, run.id, [point('loss', 2, 0.25)])
  appendMetricPoints(library.write, run.id, [point('valLoss', 2, 1)])
  const file = join(tempFolder(), 'curves')
  const write = (format: CurvesFormat, id = run.id) =>
    exportCurves({ library }, { id, format, file, overwrite: false })
  return { run, file, write }
}

it('writes a row for each step', async () => {
  const { file, write } = scene()
  await write('csv')
  const [head = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
  expect(head).toMatch(/^step,epoch,time,loss,lossCaptions,/)
  const names = head.split(',')
  const cells = rows.map((row) => row.split(','))
  const of = (name: string) => cells.map((row) => row[names.indexOf(name)])
  expect(of('step')).toEqual(['1', '2'])
  expect(of('time')).toEqual(['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'])
  expect(of('loss')).toEqual(['0.5', '0.25'])
  expect(of('learningRate')).toEqual(['1e-7', ''])
  expect(of('valLoss')).toEqual(['', '1'])
})

it('writes a JSON object for each step, with what it has', async () => {
  const { file, write } = scene()
  await write('jsonl')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const time = '2026-01-02T03:04:05.678Z'
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { step: 1, epoch: 1, time, loss: 0.5, learningRate: 1e-7 },
    { step: 2, epoch: 1, time, loss: 0.25, valLoss: 1 }
  ])
})

it('writes an event file that TensorBoard finds', async () => {
  const { run, file, write } = scene()
  await write('tfevents')
  const [name = '', ...others] = readdirSync(file)
  expect(others).toEqual([])
  expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\.run-0001\.v2$/)
  const first = { 'train/loss': 0.5, 'train/learning_rate': 1e-7 }
  expect(readFileSync(join(file, name))).toEqual(
    Buffer.concat([
      versionRecord(run.createdAt),
      scalarRecord({ at, step: 1, scalars: first }),
      scalarRecord({ at, step: 2, scalars: { 'train/loss': 0.25, 'validation/loss': 1 } })
    ])
  )
})

it('says which run is not there', async () => {
  const { write } = scene()
  await expect(write('csv', 'run-0099')).rejects.toMatchObject({ code: 'entity.not-found' })
})
