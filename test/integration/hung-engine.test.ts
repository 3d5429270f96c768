import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { router } from '../../src/main/api/router'
import { RunConfig, type JobState } from '../../src/shared/domain'
import { forkChild } from '../../src/main/base/process/child-link'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { onePerson } from '../../src/main/services/people/caller'
import { addModel } from '../../src/main/services/models/models'
import { startRun } from '../../src/main/services/train'
import { createWorkbench } from '../../src/main/services/workbench/create-workbench'
import { enginePids } from '../fixtures/engine-pids'
import { oraclePath } from '../fixtures/oracle'
import { tempFolder } from '../fixtures/temp-library'

const built = join(import.meta.dirname, '..', '..', 'out', 'main')

it.runIf(process.platform === 'linux')(
  'a run whose engine stands still can be cancelled, and goes on with a fresh one',
  async () => {
    const dir = tempFolder()
    process.env['VIECAP_HOME'] = join(dir, 'home')
    const workbench = createWorkbench({
      host: 'web',
      device: 'cpu',
      runsQueue: true,
      startEngine: () => forkEngine(join(built, 'engine.js')),
      startImages: () => forkChild(join(built, 'image-process.js')),
      readerFile: join(built, 'reader.js')
    })
    onTestFinished(() => workbench.close())
    const api = createRouterClient(router, { context: { workbench, caller: onePerson(workbench) } })
    const reached = async (id: number, ...states: JobState[]) => {
      for (;;) {
        const job = workbench.queue.get(id)
        if (states.includes(job.state)) return job
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    let woken = () => {}
    workbench.events.listen((event) => {
      if (event.type !== 'metrics') return
      woken()
    })
    const nextStep = () => new Promise<void>((resolve) => (woken = resolve))

    await workbench.create(join(dir, 'library'))
    const images = readdirSync(oraclePath('clip/images'))
    const records = images.map((id) => ({ id, captions: `Một bức ảnh .\nẢnh ${id} .` }))
    writeFileSync(join(dir, 'train_captions.json'), JSON.stringify(records))
    const imported = workbench.queue.add('import', {
      path: join(dir, 'train_captions.json'),
      imagesDir: oraclePath('clip/images'),
      valFraction: 0.3
    })
    await reached(imported.id, 'done')
    const clip = await addModel(workbench, { path: oraclePath('clip') })
    const gpt = await addModel(workbench, { path: oraclePath('gpt2/safetensors') })
    const config = v.parse(RunConfig, {
      clipModelId: clip.id,
      gptModelId: gpt.id,
      batchSize: 1,
      captionRepeat: 100,
      epochs: 1000
    })
    const { jobId } = await startRun(workbench, config)
    await nextStep()
    const [pid = 0, ...others] = enginePids(process.pid)
    expect(others).toEqual([])

    process.kill(pid, 'SIGSTOP')
    expect(await api.system.info()).toMatchObject({ host: 'web', devices: null })
    workbench.queue.cancel(jobId)
    const cut = await reached(jobId, 'interrupted', 'cancelled', 'failed')
    expect(cut).toMatchObject({ state: 'interrupted', error: { code: 'engine.hung' } })
    expect(enginePids(process.pid)).not.toContain(pid)

    workbench.queue.resume(jobId)
    await nextStep()
    workbench.queue.cancel(jobId)
    const stopped = await reached(jobId, 'interrupted', 'cancelled', 'failed')
    expect(stopped).toMatchObject({ state: 'cancelled', error: null })
    expect((await api.system.devices()).map(({ device }) => device)).toContain('cpu')
    expect((await api.system.info()).devices).not.toBeNull()
  }
)
