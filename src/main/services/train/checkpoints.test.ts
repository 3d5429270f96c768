import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig } from '../../../shared/domain'
import { runFiles } from '../../../shared/engine-protocol'
import { insertCheckpoint } from '../../store/runs/run-records'
import { insertRun } from '../../store/runs/runs'
import { dropUnlisted } from './checkpoints'

const WEIGHTS = 'model.safetensors'
const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })

/** A run with checkpoints on the disk after each of the steps, of which some are on its list. */
function runWith(steps: readonly number[], listed: readonly number[]) {
  const library = tempLibrary()
  const { id: runId } = insertRun(library.write, { config, dataVersion: 'd' })
  const folder = `runs/${runId}/${runFiles.checkpoints}`
  const nameOf = (step: number) => `step-${String(step).padStart(8, '0')}`
  for (const step of steps) {
    const dir = join(library.root, folder, nameOf(step))
    mkdirSync(dir, { recursive: true })
    for (const file of [WEIGHTS, runFiles.checkpointState]) writeFileSync(join(dir, file), 'x')
    if (!listed.includes(step)) continue
    const path = `${folder}/${nameOf(step)}`
    insertCheckpoint(library.write, {
      runId,
      step,
      epoch: 1,
      path,
      bytes: 1,
      valLoss: 1,
      bleu: null
    })
  }
  const files = (step: number) => readdirSync(join(library.root, folder, nameOf(step)))
  const kept = () => steps.filter((step) => files(step).includes(WEIGHTS))
  return { library, runId, kept, files }
}

it('frees weights that a kill left behind, and keeps their state', async () => {
  const { library, runId, kept, files } = runWith([10, 20, 30, 40], [20, 40])
  await dropUnlisted(library, runId)
  expect(kept()).toEqual([20, 40])
  expect(files(10)).toEqual([runFiles.checkpointState])
})

it('keeps what is newer than the list, from which the run goes on', async () => {
  const { library, runId, kept } = runWith([10, 20], [10])
  await dropUnlisted(library, runId)
  expect(kept()).toEqual([10, 20])
})

it('touches nothing of a run without a list', async () => {
  const { library, runId, kept } = runWith([10], [])
  await dropUnlisted(library, runId)
  expect(kept()).toEqual([10])
})
