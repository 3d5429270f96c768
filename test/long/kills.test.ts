import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Mulberry32 } from '../../src/main/engine/server/bench/mulberry32'
import { databaseOf } from '../../src/main/store/core/connection'
import { listJobsByState } from '../../src/main/store/jobs/jobs'
import { openLibrary } from '../../src/main/store/core/library'
import { jobTable } from '../../src/main/services/jobs/handlers'
import { JobQueue } from '../../src/main/services/jobs/job-queue'
import { filesOf, hangAfter, HubServer } from '../fixtures/hub-server'
import { oraclePath } from '../fixtures/oracle'
import { enginesOf, isAlive } from '../integration/support/processes'
import { copyOf, manyImages, readyLibrary } from '../integration/support/trained-library'
import {
  jsonLines,
  outcomeOf,
  startViecap,
  viecap as runViecap
} from '../integration/support/viecap'
import { times } from './scale'

/** Kills of each kind of work; edits, bulk edits and imports are killed in random-kills.test.ts. */
const KILLS = times(40, 2)
const random = new Mulberry32(18)

let dir: string
let library: string
let places = 0

const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)
const fresh = () => copyOf(library, at(`copy-${(places += 1)}`))

async function succeed(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await viecap(...args, '--json')
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return jsonLines(stdout).at(-1) ?? {}
}

/** How long a call takes to its end, in milliseconds. */
async function duration(...args: string[]): Promise<number> {
  const began = performance.now()
  await succeed(...args)
  return performance.now() - began
}

/** Starts a call and kills it with its engine at a random moment of `wholeMs`, as a power cut does. */
async function kill(wholeMs: number, ...args: string[]): Promise<void> {
  const child = startViecap(at('home'), ...args, '--json')
  const ended = outcomeOf(child)
  await Promise.race([setTimeout(random.next() * wholeMs), ended])
  const engines = child.exitCode === null ? enginesOf(child) : []
  if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL')
  await ended
  await vi.waitUntil(() => !engines.some(isAlive), { timeout: 60_000 })
}

/** That SQLite finds nothing broken, and that no job is taken for running once the library is opened. */
async function checkWhole(place: string): Promise<void> {
  const opened = openLibrary(place)
  try {
    const database = databaseOf(opened.write)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    const running = listJobsByState(opened.read, 'running').map(({ id }) => id)
    const queue = new JobQueue({
      library: opened,
      table: jobTable,
      emit: () => undefined
    } as unknown as ConstructorParameters<typeof JobQueue>[0])
    for (const id of running) expect(queue.get(id).state).toBe('interrupted')
    await queue.close()
  } finally {
    await opened.reader.close()
    opened.close()
  }
}

/** That each checkpoint of a run that is there is whole, and that the newest can be gone on from. */
function checkCheckpoints(run: string): void {
  const folder = join(run, 'checkpoints')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const whole = names.filter((name) => !name.endsWith('.tmp')).sort()
  for (const name of whole) {
    expect(JSON.parse(readFileSync(join(folder, name, 'state.json'), 'utf8'))).toMatchObject({
      step: Number(name.replace('step-', ''))
    })
  }
  const newest = whole.at(-1)
  if (newest !== undefined) {
    expect(readdirSync(join(folder, newest)).sort()).toEqual([
      'model.safetensors',
      'optimizer.safetensors',
      'state.json'
    ])
  }
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-long-kills-'))
  library = await readyLibrary(dir)
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

describe.skipIf(process.platform === 'win32')(`${KILLS} kills at random moments`, () => {
  test('of an embedding lose no vector that was kept', async () => {
    manyImages(at('images'), 300)
    const place = fresh()
    await succeed('import', at('images'), '--format', 'folder', '--library', place)
    const straight = copyOf(place, at('straight-embedding'))
    const wholeMs = await duration('embed', '--library', straight)
    for (let count = 0; count < KILLS; count += 1) {
      await kill(wholeMs, 'embed', '--library', place)
      await checkWhole(place)
    }
    expect(await succeed('embed', '--library', place)).toMatchObject({ images: { failed: 0 } })
    expect(await succeed('embed', '--library', place)).toMatchObject({
      images: { embedded: 0, failed: 0 }
    })
    const vectors = (from: string) => {
      const folder = join(from, 'embeddings')
      return readdirSync(folder).map((name) => readFileSync(join(folder, name)).byteLength)
    }
    expect(vectors(place)).toEqual(vectors(straight))
  })

  test('of a training end in the weights of a run that was never killed', async () => {
    const settings = ['--preset', 'quick', '--set', 'epochs=20', '--set', 'batchSize=2']
    const straight = fresh()
    const place = fresh()
    const wholeMs = await duration('train', ...settings, '--library', straight)
    await interruptAtFirstStep('train', ...settings, '--library', place)
    const run = join('runs', 'run-0001')
    for (let count = 0; count < KILLS; count += 1) {
      const { run: now } = await succeed('runs', 'show', 'run-0001', '--library', place)
      if ((now as { state: string }).state === 'done') break
      await kill(wholeMs, 'runs', 'resume', 'run-0001', '--library', place)
      await checkWhole(place)
      checkCheckpoints(join(place, run))
    }
    const { run: last } = await succeed('runs', 'show', 'run-0001', '--library', place)
    const { state, totalSteps } = last as { state: string; totalSteps: number }
    if (state !== 'done') await succeed('runs', 'resume', 'run-0001', '--library', place)
    const step = `step-${String(totalSteps).padStart(8, '0')}`
    const weights = (from: string) =>
      readFileSync(join(from, run, 'checkpoints', step, 'model.safetensors'))
    expect(weights(place).equals(weights(straight))).toBe(true)
  })

  test('of a captioning end in the captions of one that was never killed', async () => {
    const place = fresh()
    await succeed('train', '--preset', 'quick', '--set', 'epochs=1', '--library', place)
    manyImages(at('to-caption'), 60)
    const straight = copyOf(place, at('straight-captioning'))
    const call = (into: string, out: string) => [
      ...['caption', at('to-caption'), '--library', into, '--model', 'run-0001'],
      ...['--out', at(out)]
    ]
    const wholeMs = await duration(...call(straight, 'straight.json'))
    for (let count = 0; count < KILLS; count += 1) {
      await kill(wholeMs, ...call(place, 'killed.json'))
      await checkWhole(place)
      if (existsSync(at('killed.json'))) rmSync(at('killed.json'))
    }
    await succeed(...call(place, 'killed.json'))
    expect(readFileSync(at('killed.json'))).toEqual(readFileSync(at('straight.json')))
  })

  test('of an export leave the whole file or none', async () => {
    const place = fresh()
    manyImages(at('to-export'), 300)
    await succeed('import', at('to-export'), '--format', 'folder', '--library', place)
    mkdirSync(at('exports'))
    const call = (name: string) => [
      ...['export', at('exports', name), '--format', 'viecap4h', '--library', place]
    ]
    const wholeMs = await duration(...call('whole.json'))
    const whole = readFileSync(at('exports', 'whole.json'))
    for (let count = 0; count < KILLS; count += 1) {
      const name = `${count}.json`
      await kill(wholeMs, ...call(name))
      await checkWhole(place)
      const written = at('exports', name)
      if (existsSync(written)) expect(readFileSync(written)).toEqual(whole)
    }
  })

  test('of a download leave no model that is not whole, and it goes on', async () => {
    const model = 'imthanhlv/gpt2news'
    const folder = oraclePath('gpt2', 'safetensors')
    const weights = 'model.safetensors'
    const bytes = readFileSync(join(folder, weights)).byteLength
    const hub = await HubServer.start({ [model]: filesOf(folder, readdirSync(folder)) })
    vi.stubEnv('HF_ENDPOINT', hub.url)
    try {
      const to = at('model')
      const part = join(`${to}.part`, `${weights}.part`)
      const sizeOf = () => (existsSync(part) ? readFileSync(part).byteLength : 0)
      for (let count = 1; count <= KILLS; count += 1) {
        // Each kill comes when a little more has come.
        const more = Math.floor((bytes / (KILLS + 1)) * random.next())
        const wanted = sizeOf() + more
        hub.misbehave(weights, hangAfter(more))
        const child = startViecap(at('home'), 'models', 'download', model, '--to', to)
        const ended = outcomeOf(child)
        await vi.waitUntil(() => sizeOf() >= wanted, { timeout: 60_000 })
        process.kill(-(child.pid ?? 0), 'SIGKILL')
        await ended
        expect(existsSync(to)).toBe(false)
      }
      await succeed('models', 'download', model, '--to', to)
      expect(readFileSync(join(to, weights))).toEqual(readFileSync(join(folder, weights)))
    } finally {
      vi.unstubAllEnvs()
      await hub.close()
    }
  })
})

/** Begins a training and stops it in order, so that there is a run to be resumed and killed. */
async function interruptAtFirstStep(...args: string[]): Promise<void> {
  const child = startViecap(at('home'), ...args, '--json')
  const ended = outcomeOf(child)
  let heard = ''
  child.stdout?.on('data', (chunk) => (heard += String(chunk)))
  await vi.waitUntil(() => heard.includes('"step":1'), { timeout: 60_000 })
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect((await ended).code).toBe(130)
}
