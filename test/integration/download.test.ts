import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLibrary } from '../../src/main/store/core/library'
import { dropAfter, filesOf, hang, HubServer, repositoryOf, status } from '../fixtures/hub-server'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, outcomeOf, startViecap, viecap as runViecap } from './support/viecap'

const model = 'imthanhlv/gpt2news'
const weights = 'model.safetensors'
const gptFolder = oraclePath('gpt2', 'safetensors')

let root: string
let hub: HubServer
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'viecap-download-'))
  const files = filesOf(gptFolder, readdirSync(gptFolder))
  hub = await HubServer.start({ [model]: files, [repositoryOf('gpt2news')]: files })
  vi.stubEnv('HF_ENDPOINT', hub.url)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await hub.close()
  rmSync(root, { recursive: true })
})

const viecap = (...args: string[]) => runViecap(join(root, 'home'), ...args)
const download = (...args: string[]) => viecap('models', 'download', ...args, '--json')
const kept = () => join(root, 'home', 'models', 'imthanhlv')
const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0)

test('a model of the recipe is loaded by its short name, checked and registered', async () => {
  const library = join(root, 'library')
  createLibrary(library).close()
  hub.misbehave(weights, dropAfter(20_000))
  const { code, stdout, stderr } = await download('gpt2news', '--library', library)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = jsonLines(stdout)
  expect(lines.slice(0, -1)).toEqual(
    lines.slice(0, -1).map(() => expect.objectContaining({ type: 'progress' }) as unknown)
  )
  const name = basename(repositoryOf('gpt2news'))
  const path = join(kept(), name)
  expect(lines.at(-1)).toMatchObject({ type: 'done', modelId: 1, path })
  expect(readFileSync(join(path, weights)).equals(readFileSync(join(gptFolder, weights)))).toBe(
    true
  )
  const listed = jsonLines((await viecap('models', 'list', '--library', library, '--json')).stdout)
  expect(listed[0]).toMatchObject([{ id: 1, name, kind: 'gpt2', path }])

  // The files are there: a second library needs no network.
  vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:1')
  expect(await download('gpt2news', '--library', library)).toMatchObject({ code: 0 })
})

test('a download that was killed goes on in a new process, without a library too', async () => {
  hub.misbehave(weights, hang(30_000))
  const first = startViecap(join(root, 'home'), 'models', 'download', model)
  const part = join(kept(), 'gpt2news.part', `${weights}.part`)
  await vi.waitUntil(() => sizeOf(part) === 30_000, { timeout: 60_000 })
  expect(await download(model)).toMatchObject({ code: 1 })
  first.kill('SIGKILL')
  await outcomeOf(first)
  expect(readdirSync(kept())).toEqual(['gpt2news.lock', 'gpt2news.part'])

  const { code, stdout } = await download(model)
  expect(code).toBe(0)
  expect(jsonLines(stdout).at(-1)).toMatchObject({ type: 'done', details: { kind: 'gpt2' } })
  expect(hub.rangesOf(weights)).toEqual([null, 'bytes=30000-'])
  expect(readdirSync(kept())).toEqual(['gpt2news'])
})

test('Ctrl+C keeps what was loaded, and --to says where it goes', async () => {
  hub.misbehave(weights, hang(30_000))
  const to = join(root, 'elsewhere')
  const first = startViecap(join(root, 'home'), 'models', 'download', model, '--to', to)
  const part = join(`${to}.part`, `${weights}.part`)
  await vi.waitUntil(() => sizeOf(part) === 30_000, { timeout: 60_000 })
  first.kill('SIGINT')
  const cancelled = await outcomeOf(first)
  expect(cancelled).toMatchObject({
    code: 130,
    stdout: '',
    stderr: `viecap: Interrupted. Resume with: npx viecap models download ${model} --to ${to}\n`
  })
  expect(await viecap('models', 'download', model, '--to', to)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`gpt2, layers`) as unknown
  })
  expect(hub.rangesOf(weights)).toEqual([null, 'bytes=30000-'])
})

test('what goes wrong is one clear line', async () => {
  const known = await viecap('models', 'download')
  expect(known.code).toBe(0)
  expect(known.stdout).toContain('openai/clip-vit-base-patch16')
  expect(known.stdout).toContain('imthanhlv/gpt2news')

  const wrong = await download('gpt5')
  expect(wrong).toMatchObject({
    code: 2,
    stderr: 'viecap: The value of name is not valid: is neither a known model nor owner/name.\n'
  })
  const unknown = await viecap('models', 'download', 'nobody/nothing')
  expect(unknown).toMatchObject({ code: 1, stdout: '' })
  expect(unknown.stderr).toMatch(
    /^viecap: There is no model or data set nobody\/nothing on 127\.0\.0\.1:\d+\. /
  )

  hub.misbehave('/revision/main', status(403))
  const closed = jsonLines((await download(model)).stdout)
  expect(closed.at(-1)).toMatchObject({ error: { code: 'hub.not-allowed' } })
  vi.stubEnv('HF_ENDPOINT', 'mirror')
  expect((await download(model)).stderr).toContain('HF_ENDPOINT is "mirror"')
})
