import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { RunConfig, type Job } from '../../src/shared/domain'
import type { EngineProcess } from '../../src/main/services/engine-client/engine-process'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { addModel } from '../../src/main/services/models/models'
import { getRun } from '../../src/main/services/runs'
import { runChanges, startRun } from '../../src/main/services/train'
import { createWorkbench } from '../../src/main/services/workbench/create-workbench'
import { oraclePath } from '../fixtures/oracle'
import { tempFolder } from '../fixtures/temp-library'

const built = join(import.meta.dirname, '..', '..', 'out', 'main')

it('leaves the workbench up and its run interrupted, which one action resumes', async () => {
  const dir = tempFolder()
  process.env['VIECAP_HOME'] = join(dir, 'home')
  let engine: EngineProcess | null = null
  const workbench = createWorkbench({
    host: 'web',
    device: 'cpu',
    runsQueue: true,
    startEngine: () => (engine = forkEngine(join(built, 'engine.js'))),
    readerFile: join(built, 'reader.js')
  })
  onTestFinished(() => workbench.close())
  const finished = (id: number): Promise<Job> =>
    new Promise((resolve) => {
      const stop = workbench.events.listen((event) => {
        if (event.type !== 'job' || event.job.id !== id || event.job.finishedAt === null) return
        stop()
        resolve(event.job)
      })
    })

  await workbench.create(join(dir, 'library'))
  const pictures = readdirSync(oraclePath('clip/images'))
  const records = pictures.map((id) => ({ id, captions: `Một bức ảnh .\nẢnh ${id} .` }))
  writeFileSync(join(dir, 'train_captions.json'), JSON.stringify(records))
  const imported = workbench.queue.add('import', {
    path: join(dir, 'train_captions.json'),
    imagesDir: oraclePath('clip/images'),
    valFraction: 0.3
  })
  expect(await finished(imported.id)).toMatchObject({ state: 'done', error: null })
  const clip = await addModel(workbench, { path: oraclePath('clip') })
  const gpt = await addModel(workbench, { path: oraclePath('gpt2/safetensors') })
  const config = v.parse(RunConfig, {
    clipModelId: clip.id,
    gptModelId: gpt.id,
    batchSize: 3,
    epochs: 6
  })

  const { runId, jobId } = await startRun(workbench, config)
  const stopKilling = workbench.events.listen((event) => {
    const trained = event.type === 'metrics' && event.points.some(({ name }) => name === 'valLoss')
    if (trained) engine?.kill()
  })
  const ended = await finished(jobId)
  stopKilling()
  expect(ended).toMatchObject({ state: 'interrupted', error: { code: 'engine.out-of-memory' } })
  expect(getRun(workbench.library.read, runId)).toMatchObject({ state: 'interrupted' })
  expect((await workbench.info())?.counts).toMatchObject({ images: pictures.length, runs: 1 })

  workbench.queue.resume(jobId)
  expect(await finished(jobId)).toMatchObject({ state: 'done', error: null })
  const run = getRun(workbench.library.read, runId)
  expect(run).toMatchObject({ state: 'done', epoch: 6 })
  expect(run.step).toBe(run.totalSteps)
  expect(await runChanges(workbench.library, runId)).toMatchObject({ same: true })
})
