import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { connectApi } from './support/api'
import { ask, enter, serve, type Server } from './support/serve'
import { viecap } from './support/viecap'

let dir: string
let server: Server
const at = (...names: string[]) => join(dir, ...names)

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-pipes-'))
  mkdirSync(at('images'))
  const [image = ''] = readdirSync(oraclePath('clip', 'images')).sort()
  for (const name of ['a.jpg', 'b.jpg']) {
    copyFileSync(oraclePath('clip', 'images', image), at('images', name))
  }
  mkdirSync(at('model'))
  for (const name of ['pipe.csv', 'pipe.jsonl', 'pipe.zip', 'model/config.json']) {
    execFileSync('mkfifo', [at(name)])
  }
  server = await serve(at('home'))
})
afterAll(async () => {
  await server.kill()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

test('a server that was given pipes and an endless file answers, and ends when it is asked to', async () => {
  const pass = await enter(server)
  const { cookie, key } = pass
  const { api, close } = await connectApi(server, pass)
  await api.library.create({ path: at('library') })
  const ended = async (jobId: number) => {
    for (;;) {
      const job = await api.jobs.get({ id: jobId })
      if (!['queued', 'running', 'paused'].includes(job.state)) return job
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const { jobId: first } = await api.imports.start({ path: at('images') })
  expect(await ended(first)).toMatchObject({ state: 'done', result: { images: { added: 2 } } })

  // As many as the runtime has threads for files, and some more: each would hold one for ever.
  const pipes = ['pipe.csv', 'pipe.jsonl', 'pipe.zip', 'pipe.csv', 'pipe.jsonl', 'pipe.zip']
  for (const name of pipes) {
    await expect(api.imports.preview({ path: at(name) })).rejects.toMatchObject({
      data: { code: 'file.not-regular' }
    })
    const { jobId } = await api.imports.start({ path: at(name) })
    expect(await ended(jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'file.not-regular' }
    })
  }
  await expect(api.models.add({ path: at('model') })).rejects.toMatchObject({
    data: { code: 'file.not-regular' }
  })

  // An image of the library whose file has become a pipe.
  rmSync(at('images', 'b.jpg'))
  execFileSync('mkfifo', [at('images', 'b.jpg')])
  for (const id of [1, 2, 2, 2, 2, 2, 2, 1]) {
    const { status } = await ask(server.port, `/session/${key}/media/images/${id}`, { cookie })
    expect(status === 200).toBe(id === 1)
  }

  writeFileSync(at('endless.jsonl'), '{"image":"a.jpg","caption":"')
  execFileSync('truncate', ['--size=1T', at('endless.jsonl')])
  const { jobId: cancelled } = await api.imports.start({ path: at('endless.jsonl') })
  while ((await api.jobs.get({ id: cancelled })).state === 'queued') continue
  await api.jobs.cancel({ id: cancelled })
  expect(await ended(cancelled)).toMatchObject({ state: 'cancelled' })

  const { jobId: running } = await api.imports.start({ path: at('endless.jsonl') })
  while ((await api.jobs.get({ id: running })).state === 'queued') continue
  close()
  expect(await server.stop()).toBe(0)
})

test('the command line names each pipe, and ends', async () => {
  for (const [name, command] of [
    ['pipe.csv', ['import', at('pipe.csv')]],
    ['pipe.jsonl', ['import', at('pipe.jsonl'), '--dry-run']],
    ['config.json', ['models', 'add', at('model')]]
  ] as const) {
    const { code, stderr } = await viecap(at('home'), ...command, '--library', at('other'))
    expect({ code, stderr }).toMatchObject({ code: 1 })
    expect(stderr).toContain(`${name} is a folder, a pipe or a device`)
  }
})
