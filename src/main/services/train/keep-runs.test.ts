import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import type { WorkbenchEvent } from '../../../shared/contract'
import { RunConfig, type ClipDetails, type GptDetails } from '../../../shared/domain'
import { insertJob } from '../../store/jobs/jobs'
import { appendMetricPoints, listMetricPoints } from '../../store/runs/run-records'
import { getRun, insertRun, listRuns, updateRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'
import { estimateDisk } from './disk'
import { editRun, removeRun, runSize } from './keep-runs'

const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'first' })

/** A run of 1,500 bytes, and what windows hear of it. */
function scene() {
  const library = tempLibrary()
  const { id } = insertRun(library.write, { config, dataVersion: 'd' })
  const heard: WorkbenchEvent['type'][] = []
  const events = { emit: (event: WorkbenchEvent) => heard.push(event.type) }
  const place = { library, events } as unknown as Pick<Workbench, 'library' | 'events'>
  const folder = join(library.root, 'runs', id)
  mkdirSync(join(folder, 'checkpoints', 'step-1'), { recursive: true })
  writeFileSync(join(folder, 'events'), 'x'.repeat(500))
  writeFileSync(join(folder, 'checkpoints', 'step-1', 'model'), 'x'.repeat(1000))
  return { library, id, heard, place, folder }
}

it('keeps what a person notes of a run', () => {
  const { library, id, heard, place } = scene()
  editRun(place, id, { name: 'second', tags: ['tốt', 'tốt', 'noise'], note: 'Câu ngắn hơn.' })
  expect(editRun(place, id, { archived: true })).toMatchObject({
    ...{ name: 'second', tags: ['tốt', 'noise'], note: 'Câu ngắn hơn.', archived: true },
    // What it was trained with stays as it was.
    config: { name: 'first' }
  })
  expect(getRun(library.read, id).archived).toBe(true)
  expect(heard).toEqual(['run', 'run'])
  expect(() => editRun(place, 'run-0099', { name: 'x' })).toThrow(
    expect.objectContaining({ code: 'entity.not-found' })
  )
})

it('deletes a run with all that it has, and says what that frees', async () => {
  const { library, id, heard, place, folder } = scene()
  const job = insertJob(library.write, 'train', { runId: id })
  appendMetricPoints(library.write, id, [{ name: 'loss', step: 1, epoch: 1, value: 2, at: 0 }])
  updateRun(library.write, id, { state: 'done', jobId: job.id })
  expect(await runSize(place, id)).toEqual({ bytes: 1500 })
  expect(await removeRun(place, id)).toEqual({ bytes: 1500 })
  expect(existsSync(folder)).toBe(false)
  expect(listRuns(library.read)).toEqual([])
  expect(listMetricPoints(library.read, id, { afterSeq: 0, limit: 10 })).toEqual([])
  expect(heard).toEqual(['run-removed'])
  // Its number is not given again.
  expect(insertRun(library.write, { config, dataVersion: 'd' }).id).toBe('run-0002')
})

it.each(['queued', 'running', 'paused'] as const)('deletes no run that is %s', async (state) => {
  const { library, id, place, folder } = scene()
  updateRun(library.write, id, { state })
  await expect(removeRun(place, id)).rejects.toMatchObject({ code: 'run.active' })
  expect(existsSync(folder)).toBe(true)
})

it('estimates the disk by the checkpoints that are kept', () => {
  const gpt = { width: 8, layers: 1, vocabularySize: 20, positions: 16, parameters: 1000 }
  const facts = {
    clip: { embeddingSize: 4 } as ClipDetails,
    gpt: gpt as unknown as GptDetails,
    ...{ vectors: 10, validations: 20 }
  }
  const of = (keepCheckpoints: number) => estimateDisk({ ...config, keepCheckpoints }, facts)
  const weights = (of(0) - of(2)) / 16
  expect(weights).toBeGreaterThan(0)
  expect(of(3) - of(2)).toBeCloseTo(weights)
  expect(of(2)).toBeCloseTo(4 * (1000 + 40) + weights * 6)
})
