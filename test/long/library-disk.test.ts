import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErrorInfo } from '../../src/shared/domain'
import { connectApi, type Api } from '../integration/support/api'
import { cli, serve, type Server } from '../integration/support/serve'
import { jsonLines, viecap as runViecap, type Outcome } from '../integration/support/viecap'
import { oraclePath } from '../fixtures/oracle'
import { noMounts, smallDisk } from '../fixtures/small-disk'
import { times } from './scale'

const tour = resolve(import.meta.dirname, '..', '..', 'docs', 'tour')
const images = oraclePath('clip', 'images')
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 50 })
/** Bytes with which each kind of job ends. */
const ENOUGH = 8_000_000
const linux = process.platform === 'linux'
if (noMounts) process.stderr.write(`full and read-only disks are not tried: ${noMounts}\n`)

let dir: string
let servers: Server[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-disk-'))
  servers = []
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const server of servers) await server.kill()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const viecap = (...args: string[]): Promise<Outcome> => runViecap(join(dir, 'home'), ...args)
async function done(...args: string[]): Promise<void> {
  const outcome = await viecap(...args)
  expect(outcome.code, outcome.stderr).toBe(0)
}

/** A library with nine captioned images and, with `models`, what a run needs. */
async function makeLibrary(library: string, { models = false } = {}): Promise<void> {
  const captions = join(tour, 'train_captions.json')
  const where = ['--library', library]
  await done('import', captions, '--images', images, '--val-fraction', '0.25', ...where)
  if (!models) return
  await done('import', join(tour, 'pairs.en'), ...where)
  await done('models', 'add', oraclePath('clip'), ...where)
  await done('models', 'add', oraclePath('gpt2', 'safetensors'), ...where)
}

async function open(library: string): Promise<Api> {
  const server = await serve(join(dir, 'home'), '--library', library)
  servers.push(server)
  return (await connectApi(server)).api
}
async function close(): Promise<void> {
  for (const server of servers.splice(0)) await server.kill()
}

/** Saves captions of the first image until one is refused; gives what was acknowledged. */
async function saveUntilRefused(api: Api, label: string, size = 1) {
  const saved: { id: number; text: string }[] = []
  for (let count = 0; ; count += 1) {
    const text = `${label} ${count} ${'dài '.repeat(size)}`.trim()
    try {
      const { id } = await api.captions.save({ id: null, imageId: 1, text, version: null })
      saved.push({ id, text })
    } catch (error) {
      return { saved, code: (error as { data: { code: string } }).data.code }
    }
  }
}

async function expectSaved(api: Api, saved: readonly { id: number; text: string }[]) {
  const { captions } = await api.images.get({ id: 1 })
  const texts = new Map(captions.map(({ id, text }) => [id, text]))
  for (const { id, text } of saved) expect(texts.get(id)).toBe(text)
}

/** The error that a failed command printed. */
function errorOf({ stdout, stderr }: Outcome): ErrorInfo {
  const error = jsonLines(stdout).at(-1)?.['error']
  if (!error) throw new Error(`no error was printed: ${stdout}${stderr}`)
  return error as ErrorInfo
}

describe('a library that is deleted or moved while it is written', () => {
  it('acknowledges nothing after it was deleted', async () => {
    for (let round = 0; round < times(20, 3); round += 1) {
      const library = join(dir, `library-${round}`)
      await makeLibrary(library)
      const api = await open(library)
      const attack = saveUntilRefused(api, `lần ${round}`)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300))
      // What is written meanwhile may stand in the way once.
      rmSync(library, { recursive: true, maxRetries: 10 })
      const { code } = await attack
      expect(code).toBe('library.gone')
      const state = await api.library.state()
      expect(state.library?.refusal?.code).toBe('library.gone')
      // What it held can still be read and taken out of it.
      const file = join(dir, `saved-${round}.jsonl`)
      await api.exports.run({ file, format: 'jsonl' })
      expect(jsonLines(readFileSync(file, 'utf8'))).not.toEqual([])
      await close()
      expect(existsSync(library)).toBe(false)
    }
  })

  it.runIf(linux)('goes on where it was moved to, its jobs too', async () => {
    const library = join(dir, 'library')
    await makeLibrary(library, { models: true })
    const api = await open(library)
    const [clip, gpt] = await api.models.list()
    const { runId } = await api.runs.start({
      clipModelId: clip?.id ?? 0,
      gptModelId: gpt?.id ?? 0,
      epochs: times(60, 20),
      batchSize: 4,
      keepCheckpoints: 0
    })
    const state = async () => (await api.runs.get({ id: runId })).state
    const checkpoints = () => api.runs.checkpoints({ id: runId })
    await eventually(async () => expect(await state()).toBe('running'))
    await eventually(async () => expect(await checkpoints()).not.toEqual([]))
    let [from, moves] = [library, 0]
    const saved: { id: number; text: string }[] = []
    while ((await state()) === 'running') {
      const to = join(dir, `place-${(moves += 1)}`, 'library')
      mkdirSync(join(to, '..'))
      renameSync(from, to)
      from = to
      for (let count = 0; count < 5; count += 1) {
        const text = `sau lần chuyển ${moves}, ${count}`
        const { id } = await api.captions.save({ id: null, imageId: 1, text, version: null })
        saved.push({ id, text })
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
    }
    expect(moves).toBeGreaterThan(1)
    expect(await api.runs.get({ id: runId })).toMatchObject({ state: 'done', error: null })
    await expectSaved(api, saved)
    await close()
    expect(existsSync(library)).toBe(false)
    const again = await open(from)
    await expectSaved(again, saved)
    const list = await again.runs.get({ id: runId })
    expect(list.state).toBe('done')
  })
})

describe.skipIf(noMounts)('a library on a full disk', () => {
  it('keeps what it acknowledged, and goes on when there is room', async () => {
    const disk = smallDisk(16)
    const library = join(disk.path, 'library')
    await makeLibrary(library)
    let api = await open(library)
    const all: { id: number; text: string }[] = []
    for (let round = 0; round < times(20, 3); round += 1) {
      disk.fill(Math.floor(Math.random() * 400_000))
      const { saved, code } = await saveUntilRefused(api, `đầy ${round}`, 200)
      all.push(...saved)
      expect(code).toBe('library.disk-full')
      await expectSaved(api, all)
      if (round % 2 === 0) {
        await close()
        disk.free()
        api = await open(library)
      } else disk.free()
      await expectSaved(api, all)
    }
    const { id, text } = await api.captions.save({
      id: null,
      imageId: 1,
      text: 'sau cùng',
      version: null
    })
    await expectSaved(api, [...all, { id, text }])
  })

  it('is the reason that every kind of job gives, wherever the room ends', async () => {
    const disk = smallDisk(64)
    const library = join(disk.path, 'library')
    await makeLibrary(library, { models: true })
    const where = ['--library', library, '--json']
    const pairs = join(dir, 'pairs.en')
    writeFileSync(pairs, lines('sentence number'))
    writeFileSync(join(dir, 'pairs.vi'), lines('câu số'))
    await done('train', '--preset', 'quick', '--set', 'epochs=1', ...where)
    const jobs = [
      ['embed'],
      ['train', '--preset', 'quick', '--set', 'epochs=3'],
      ['caption', images, '--model', 'run-0001', '--into-library'],
      ['evaluate', 'run-0001', '--split', 'val'],
      ['import', pairs]
    ]
    const reasons = new Set<string>()
    for (const job of jobs) {
      for (let left = 0; ; left += times(40_000, 1_400_000)) {
        disk.fill(left)
        const outcome = await viecap(...job, ...where)
        disk.free()
        expect(outcome.stderr, `${job[0]} with ${left} bytes`).not.toMatch(/cancelled|report it/)
        if (outcome.code === 0) break
        const { code, params } = errorOf(outcome)
        expect(code, outcome.stderr).toMatch(
          /^(library\.(disk-full|read-only|unwritable)|(file|disk|train\.checkpoint)[.-]unwritable)$/
        )
        if (code !== 'library.disk-full') expect(params['detail']).toMatch(/the disk is full/i)
        reasons.add(code)
        expect(left, 'all has room by then').toBeLessThan(ENOUGH)
      }
      // All is sound again.
      await done('runs', 'list', '--library', library)
    }
    expect(reasons).toContain('library.read-only')
    expect(reasons).toContain('library.disk-full')
  })
})

const lines = (words: string): string =>
  Array.from({ length: 3000 }, (_, index) => `${words} ${index} .\n`).join('')

describe('a library that may not be written', () => {
  it.runIf(linux)('beyond a size of files says so, and keeps what it has', async () => {
    const library = join(dir, 'library')
    await makeLibrary(library)
    const pairs = join(dir, 'pairs.en')
    writeFileSync(pairs, lines('sentence number'))
    writeFileSync(join(dir, 'pairs.vi'), lines('câu số'))
    const limited = await promisify(execFile)(
      'bash',
      [
        '-c',
        'ulimit -f 700; exec "$@"',
        'bash',
        process.execPath,
        cli,
        'import',
        pairs,
        '--json'
      ].concat(['--library', library]),
      { env: { ...process.env, VIECAP_HOME: join(dir, 'home') } }
    ).catch((error: unknown) => error as Outcome)
    expect(limited.stderr).toMatch(/cannot be written|disk is full/)
    expect(errorOf({ code: 1, ...limited }).code).toMatch(/^library\.(unwritable|disk-full)$/)
    const api = await open(library)
    const state = await api.library.state()
    expect(state.library).toMatchObject({ refusal: null, counts: { images: 9, pairs: 0 } })
    const { captions } = await api.images.get({ id: 1 })
    expect(captions).not.toEqual([])
  })

  it.skipIf(noMounts)(
    'on a read-only disk is exported from, and changed by no command',
    async () => {
      const disk = smallDisk(16)
      const library = join(disk.path, 'library')
      await makeLibrary(library)
      disk.setReadOnly(true)
      // The server is killed, and leaves its copy of the database behind.
      vi.stubEnv('TMPDIR', dir)
      const file = join(dir, 'out.jsonl')
      const exported = await viecap('export', file, '--format', 'jsonl', '--library', library)
      expect(exported).toMatchObject({ code: 0 })
      expect(exported.stderr).toContain('the disk is read-only')
      expect(jsonLines(readFileSync(file, 'utf8'))).toHaveLength(9)
      const refused = await viecap('import', tour, '--library', library, '--json')
      expect(refused.code).not.toBe(0)
      expect(errorOf(refused)).toMatchObject({ code: 'library.read-only' })
      const api = await open(library)
      const { code } = await saveUntilRefused(api, 'không')
      expect(code).toBe('library.read-only')
      expect(await api.jobs.list({ limit: 10 })).toHaveLength(1)
    }
  )
})
