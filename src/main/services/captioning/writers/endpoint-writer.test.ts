import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import * as v from 'valibot'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { directImages } from '../../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { addImages, tempFolder, tempLibrary } from '../../../../../test/fixtures/temp-library'
import { failing, saying, VisionServer } from '../../../../../test/fixtures/vision-server'
import { CaptioningParams, type CaptioningReport } from '../../../../shared/domain'
import { listCaptions } from '../../../store/captions/captions'
import type { Library } from '../../../store/core/library'
import { captionHistory } from '../../../store/captions/caption-history'
import { insertJob } from '../../../store/jobs/jobs'
import { countItems, pageItems, retryFailed } from '../../../store/jobs/ledger'
import { PauseSwitch } from '../../engine-client/pause-switch'
import type { JobContext } from '../../jobs/job-handler'
import { captioningJob } from '..'

let library: Library
let server: VisionServer
let folder: string

/** A folder of `count` images, each of its own content. */
function makeImages(count: number): string {
  const folder = join(tempFolder(), 'ảnh')
  mkdirSync(folder)
  const source = oraclePath('clip', 'images')
  const names = readdirSync(source).filter((name) => /\.(jpg|png)$/.test(name))
  names.slice(0, count).forEach((name) => copyFileSync(join(source, name), join(folder, name)))
  return folder
}

beforeEach(async () => {
  library = tempLibrary()
  folder = makeImages(6)
  server = await VisionServer.start()
  onTestFinished(() => server.close())
})

function queue(changes: object = {}) {
  const params = v.parse(CaptioningParams, {
    source: { kind: 'folder', path: folder },
    endpoint: { url: server.url, modelName: 'qwen2.5vl:7b' },
    ...changes
  })
  return { params, jobId: insertJob(library.write, 'caption', params).id }
}

/** Runs a job as the queue does. */
function run(
  { params, jobId }: ReturnType<typeof queue>,
  { signal = new AbortController().signal, pause = new PauseSwitch() } = {}
): Promise<CaptioningReport> {
  const context: Omit<JobContext, 'engine'> = {
    jobId,
    library,
    images: directImages,
    device: 'cpu',
    signal,
    pause,
    report: () => undefined,
    emit: () => undefined,
    log: pino({ level: 'silent' })
  }
  return captioningJob.run(context as JobContext, params) as Promise<CaptioningReport>
}

describe('a captioning by an endpoint', () => {
  it('has a row a file, asks two at a time, and reuses what the same model wrote', async () => {
    server.thinkMs = 30
    const first = queue()
    expect(await run(first)).toMatchObject({ done: 6, skipped: 0, failed: 0, waited: null })
    expect(server.mostOpen).toBe(2)
    const { rows } = pageItems(library.read, first.jobId, { offset: 0, limit: 10 })
    expect(rows.map(({ state, score }) => [state, score])).toEqual(Array(6).fill(['done', null]))
    expect(new Set(rows.map(({ text }) => text)).size).toBe(6)

    expect(await run(queue())).toMatchObject({ done: 0, skipped: 6 })
    expect(server.asked).toHaveLength(6)
    const endpoint = { url: server.url, modelName: 'qwen2.5vl:7b', prompt: 'Mô tả thật ngắn.' }
    expect(await run(queue({ endpoint }))).toMatchObject({ done: 6, skipped: 0 })
    expect(server.asked.at(-1)?.prompt).toBe('Mô tả thật ngắn.')
  })

  it('goes on where it was stopped', async () => {
    server.thinkMs = 20
    const job = queue()
    const stop = new AbortController()
    const running = run(job, { signal: stop.signal })
    await expect.poll(() => server.asked.length).toBeGreaterThan(2)
    stop.abort()
    await expect(running).rejects.toMatchObject({ code: 'engine.cancelled' })
    const { done, failed } = countItems(library.read, job.jobId)
    expect([done > 0, done < 6, failed]).toEqual([true, true, 0])
    expect(await run(job)).toMatchObject({ done: 6, failed: 0 })
    // At most the two that were under way were asked about again.
    expect(server.asked.length).toBeLessThanOrEqual(8)
  })

  it('waits while it is paused', async () => {
    const pause = new PauseSwitch()
    pause.set(true)
    const running = run(queue(), { pause })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.asked).toEqual([])
    pause.set(false)
    expect(await running).toMatchObject({ done: 6 })
  })

  it('notes images that fail, which can be tried again', async () => {
    writeFileSync(join(folder, 'broken.jpg'), 'no image')
    server.reply(saying(''))
    const job = queue()
    expect(await run(job)).toMatchObject({ done: 5, failed: 2 })
    const { rows } = pageItems(library.read, job.jobId, { offset: 0, limit: 10 }, 'failed')
    expect(rows.map(({ error }) => error?.code).sort()).toEqual([
      'endpoint.empty',
      'image.unreadable'
    ])
    retryFailed(library.write, job.jobId)
    expect(await run(job)).toMatchObject({ done: 6, failed: 1 })
  })

  it('ends with what concerns all images, and spoils none of them', async () => {
    const job = queue({ endpoint: { url: server.url, modelName: 'llava' } })
    await expect(run(job)).rejects.toMatchObject({ code: 'endpoint.no-model' })
    expect(countItems(library.read, job.jobId)).toMatchObject({ waiting: 6, failed: 0 })
  })

  it('ends where the endpoint fails one image after the other', async () => {
    folder = makeImages(9)
    server.reply(...Array.from({ length: 12 }, () => failing(400, 'out of memory')))
    const job = queue()
    await expect(run(job)).rejects.toMatchObject({ code: 'endpoint.refused' })
    expect(countItems(library.read, job.jobId).waiting).toBeGreaterThan(0)
  })

  it('goes into the library as drafts of the model, which a person may take', async () => {
    const name = readdirSync(folder)[0] ?? ''
    const [id = 0] = addImages(library, { [`..${join(folder, name)}`]: [] })
    expect(await run(queue({ intoLibrary: true }))).toMatchObject({ done: 6 })
    const [caption, ...others] = listCaptions(library.read, id)
    expect(others).toEqual([])
    expect(caption).toMatchObject({
      source: 'model',
      status: 'draft',
      runId: null,
      author: 'qwen2.5vl:7b'
    })
    const [revision] = captionHistory(library.read, caption?.id ?? 0)
    expect(revision?.actor).toBe('model:qwen2.5vl:7b')
  })
})
