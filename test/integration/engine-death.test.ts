import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { RunConfig, type Job } from '../../src/shared/domain'
import type { EngineProcess } from '../../src/main/services/engine-client/engine-process'
import { forkChild } from '../../src/main/base/process/child-link'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { addModel } from '../../src/main/services/models/models'
import { getRun } from '../../src/main/store/runs/runs'
import { runChanges, startRun } from '../../src/main/services/train'
import { createWorkbench } from '../../src/main/services/workbench/create-workbench'
import { oraclePath } from '../fixtures/oracle'
import { tempFolder } from '../fixtures/temp-library'

const built = join(import.meta.dirname, '..', '..', 'out', 'main')

it('leaves the workbench up and its run interrupted, which one action resumes', async () => {
  const dir = tempFolder()
  process.env['VIECAP_HOME'] = join(dir, 'home')
  // Models are checked in a process of their own: the last one that starts is not always the trainer's.
  const engines: EngineProcess[] = []
  const workbench = createWorkbench({
    host: 'web',
    device: 'cpu',
    runsQueue: true,
    startEngine() {
      const engine = forkEngine(join(built, 'engine.js'))
      engines.push(engine)
      return engine
    },
    startImages: () => forkChild(join(built, 'image-process.js')),
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
  const images = readdirSync(oraclePath('clip/images'))
  const records = images.map((id) => ({ id, captions: `Một bức ảnh .\nẢnh ${id} .` }))
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
    if (trained) for (const engine of engines) engine.kill()
  })
  const ended = await finished(jobId)
  stopKilling()
  expect(ended).toMatchObject({ state: 'interrupted', error: { code: 'engine.out-of-memory' } })
  expect(getRun(workbench.library.read, runId)).toMatchObject({ state: 'interrupted' })
  expect((await workbench.info())?.counts).toMatchObject({ images: images.length, runs: 1 })

  workbench.queue.resume(jobId)
  expect(await finished(jobId)).toMatchObject({ state: 'done', error: null })
  const run = getRun(workbench.library.read, runId)
  expect(run).toMatchObject({ state: 'done', epoch: 6 })
  expect(run.step).toBe(run.totalSteps)
  const limit = 10_000
  const points = await workbench.library.reader.ask('listMetricPoints', runId, {
    afterSeq: 0,
    limit
  })
  expect(run.resumes).toHaveLength(1)
  const losses = points.filter(({ name }) => name === 'loss').map(({ step }) => step)
  expect(losses).toEqual(Array.from({ length: run.step }, (_, index) => index + 1))
  expect(await runChanges(workbench, runId)).toMatchObject({ same: true })
})
