import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { pageImages } from '../../src/main/store/search/image-listing'
import { listJobsByState } from '../../src/main/store/jobs/jobs'
import { countItems } from '../../src/main/store/jobs/ledger'
import { openLibraryToLook, type Library } from '../../src/main/store/core/library'
import { getRun } from '../../src/main/store/runs/runs'
import { connectApi } from './support/api'
import { enginesOf, isAlive } from './support/processes'
import { serve } from './support/serve'
import { copyOf, manyImages, readyLibrary } from './support/trained-library'
import {
  jsonLines,
  outcomeOf,
  startViecap,
  viecap as runViecap,
  type Outcome
} from './support/viecap'

const root = join(import.meta.dirname, '..', '..')
let dir: string
let library: string
let places = 0

const home = () => join(dir, 'home')
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(home(), ...args)
const fresh = () => copyOf(library, at(`copy-${(places += 1)}`))
const eventually = { timeout: 60_000, interval: 20 }

/** Signals the whole group of a process, as a terminal does. */
const signalGroup = ({ pid = 0 }: ChildProcess, signal: NodeJS.Signals) =>
  process.kill(-pid, signal)

/** What a process has printed so far, on each of its outputs. */
function heard(child: ChildProcess): { out: string; err: string } {
  const words = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => (words.out += String(chunk)))
  child.stderr?.on('data', (chunk) => (words.err += String(chunk)))
  return words
}

/** A script of Bash, with its exit code and all that it printed. */
const shell = (script: string) =>
  new Promise<{ code: number | null; out: string }>((resolve) => {
    const child = spawn('bash', ['-c', script], {
      env: { ...process.env, VIECAP_HOME: home() },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const words = heard(child)
    child.on('close', (code) => resolve({ code, out: words.out + words.err }))
  })
const cli = join(root, 'out', 'main', 'cli.js')
/** The command line of a call of the built command. */
const call = (...args: string[]) => [process.execPath, cli, ...args].join(' ')

/** Runs a training without an end until its `steps`th step is told, then does `then`. */
async function trainUntil(
  args: string[],
  steps: number,
  then: (child: ChildProcess) => void
): Promise<Outcome> {
  const child = startViecap(home(), ...args, '--json')
  const ended = outcomeOf(child)
  const words = heard(child)
  const told = () => lastStep(words.out) >= steps
  await vi.waitUntil(told, eventually)
  then(child)
  return ended
}

/** The last step that a training told of, in its output as JSON lines. */
function lastStep(out: string): number {
  const steps = [...out.matchAll(/"step":(\d+)/g)].map(([, step]) => Number(step))
  return Math.max(0, ...steps)
}

const endless = ['--preset', 'quick', '--set', 'epochs=5000', '--set', 'batchSize=2']
/** Validations far apart: what a stop leaves is its own checkpoint. */
const rarely = ['--set', 'validateEvery=100000', '--set', 'sampleImages=0']

function checkpoints(run: string): number[] {
  const folder = join(run, 'checkpoints')
  if (!existsSync(folder)) return []
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  return readdirSync(folder).map((name) => Number(name.replace('step-', '')))
}

/** The words of a call that a command printed for continuing, as a shell splits them. */
function resumeCall(stderr: string): string[] {
  const [, call = ''] = /Resume with: npx viecap (.*)$/m.exec(stderr) ?? []
  return execFileSync('sh', ['-c', `printf '%s\\n' ${call}`], { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1)
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-interruptions-'))
  library = await readyLibrary(dir)
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

describe.skipIf(process.platform === 'win32')('a signal to every process of a command', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s: a training writes a checkpoint within two steps, and says how to resume it',
    async (signal) => {
      const place = fresh()
      let step = 0
      const { code, stdout, stderr } = await trainUntil(
        ['train', ...endless, ...rarely, '--library', place],
        5,
        (child) => {
          step = 5
          signalGroup(child, signal)
        }
      )
      expect({ code, stderr }).toMatchObject({ code: 130 })
      const last = lastStep(stdout)
      const [kept, ...others] = checkpoints(join(place, 'runs', 'run-0001'))
      expect(others).toEqual([])
      expect(kept).toBe(last)
      expect(last).toBeGreaterThanOrEqual(step)
      expect(resumeCall(stderr)).toEqual(['runs', 'resume', 'run-0001', '--library', place])
      expect(jsonLines(stdout).at(-1)).toMatchObject({ error: { code: 'call.interrupted-resume' } })
      const runs = await viecap('runs', 'list', '--library', place, '--json')
      expect(jsonLines(runs.stdout)[0]).toMatchObject([{ id: 'run-0001', state: 'interrupted' }])
    }
  )

  test('a run that is stopped and resumed ends as one that never was, to the last bit', async () => {
    const settings = ['--preset', 'quick', '--set', 'epochs=12', '--set', 'batchSize=2']
    const whole = fresh()
    expect((await viecap('train', ...settings, '--library', whole)).code).toBe(0)
    const place = fresh()
    const stopped = await trainUntil(['train', ...settings, '--library', place], 7, (child) =>
      signalGroup(child, 'SIGINT')
    )
    expect(stopped.code).toBe(130)
    const resumed = await viecap(...resumeCall(stopped.stderr), '--json')
    expect(resumed.code).toBe(0)
    const done = jsonLines(resumed.stdout).at(-1) as { run: { totalSteps: number } }
    const weights = (library: string) =>
      readFileSync(
        join(
          ...[library, 'runs', 'run-0001', 'checkpoints'],
          `step-${String(done.run.totalSteps).padStart(8, '0')}`,
          'model.safetensors'
        )
      )
    expect(weights(place).equals(weights(whole))).toBe(true)
    // TensorBoard is told of each start by a file of its own.
    const eventFiles = (library: string) =>
      readdirSync(join(library, 'runs', 'run-0001')).filter((name) => name.includes('tfevents'))
    expect([whole, place].map((library) => eventFiles(library).length)).toEqual([1, 2])
  })

  test('a run trained by its folder alone does the same', async () => {
    const place = fresh()
    const train = ['train', ...endless, ...rarely, '--library', place]
    await trainUntil(train, 3, (child) => signalGroup(child, 'SIGINT'))
    const bundle = join(place, 'runs', 'run-0001')
    const [before = 0] = checkpoints(bundle)
    const { code, stdout, stderr } = await trainUntil(
      ['train', '--bundle', bundle],
      before + 4,
      (child) => signalGroup(child, 'SIGTERM')
    )
    expect({ code, stderr }).toMatchObject({ code: 130 })
    expect(jsonLines(stdout)[0]).toMatchObject({ type: 'started', step: before })
    expect(checkpoints(bundle).at(-1)).toBe(lastStep(stdout))
    expect(resumeCall(stderr)).toEqual(['train', '--bundle', bundle, '--json'])
  })

  test('a later signal ends it at once, and the engine with it', async () => {
    const place = fresh()
    const child = startViecap(home(), 'train', ...endless, '--library', place, '--json')
    const ended = outcomeOf(child)
    const words = heard(child)
    await vi.waitUntil(() => lastStep(words.out) >= 2, eventually)
    const [engine = 0] = enginesOf(child)
    // The engine stands still, as in a step that takes minutes.
    process.kill(engine, 'SIGSTOP')
    signalGroup(child, 'SIGINT')
    await vi.waitUntil(() => words.err.includes('press Ctrl+C again to stop at once'), eventually)
    expect(child.exitCode).toBeNull()
    await setTimeout(1000)
    signalGroup(child, 'SIGINT')
    expect((await ended).code).toBe(130)
    await vi.waitUntil(() => !isAlive(engine), eventually)
    const runs = await viecap('runs', 'list', '--library', place, '--json')
    expect(jsonLines(runs.stdout)[0]).toMatchObject([{ state: 'interrupted' }])
  })

  test('a captioning keeps what is done, and goes on by the call that it prints', async () => {
    const place = fresh()
    const settings = ['--preset', 'quick', '--set', 'epochs=1']
    expect((await viecap('train', ...settings, '--library', place)).code).toBe(0)
    const folder = at('to-caption')
    manyImages(folder, 100)
    const out = at('captions.json')
    const call = ['caption', folder, '--library', place, '--model', 'run-0001', '--out', out]
    const jobId = 3
    const captioned = () => look(place, ({ read }) => countItems(read, jobId).done)
    const { code, stderr } = await interrupt([...call, '--json'], () => captioned() > 0)
    expect({ code, stderr }).toMatchObject({ code: 130 })
    expect(existsSync(out)).toBe(false)
    const before = captioned()
    expect(before).toBeLessThan(100)
    expect(resumeCall(stderr)).toEqual([...call, '--json', '--resume'])
    const resumed = await viecap(...resumeCall(stderr))
    expect(jsonLines(resumed.stdout)).toMatchObject([{ jobId, done: 100, failed: 0 }])
    expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveLength(100)
  })

  test('an import leaves nothing of itself, an embedding what is done; both go on', async () => {
    const place = fresh()
    const folder = at('to-import')
    manyImages(folder, 600)
    const importing = ['import', folder, '--format', 'folder', '--library', place, '--json']
    const before = images(place)
    const running = () =>
      look(place, ({ read }) =>
        listJobsByState(read, 'running').some(({ kind }) => kind === 'import')
      )
    const stopped = await interrupt(importing, running)
    expect(stopped.code).toBe(130)
    expect(resumeCall(stopped.stderr)).toEqual(importing)
    expect(images(place)).toBe(before)
    expect((await viecap(...importing)).code).toBe(0)
    expect(images(place)).toBe(before + 600)

    const embedding = ['embed', '--library', place, '--json']
    const embedded = () => readdirSync(join(place, 'embeddings')).length > 0
    const cut = await interrupt(embedding, embedded)
    expect(cut.code).toBe(130)
    const { code, stdout } = await viecap(...resumeCall(cut.stderr))
    expect(code).toBe(0)
    const [{ images: done }] = jsonLines(stdout) as [{ images: { embedded: number } }]
    expect(done).toMatchObject({ failed: 0 })
    expect(done.embedded).toBeLessThan(before + 600)
  })

  test('a call that only asks the engine ends too', async () => {
    const rounds = ['bench', 'load', oraclePath('clip'), '--rounds', '1000000']
    const child = startViecap(home(), ...rounds)
    const ended = outcomeOf(child)
    await vi.waitUntil(() => enginesOf(child).length > 0, eventually)
    signalGroup(child, 'SIGINT')
    expect(await ended).toMatchObject({
      code: 130,
      stdout: '',
      stderr: 'viecap: Interrupted before the work was done.\n'
    })
  })

  test('a server ends with 0, and its job is interrupted with a checkpoint', async () => {
    const place = fresh()
    const server = await serve(home(), '--library', place)
    const { api } = await connectApi(server)
    const [clip, gpt] = await api.models.list()
    const { runId } = await api.runs.start({
      clipModelId: clip?.id ?? 0,
      gptModelId: gpt?.id ?? 0,
      batchSize: 2,
      epochs: 5000,
      validateEvery: 100_000
    })
    await expect
      .poll(async () => (await api.runs.get({ id: runId })).step, eventually)
      .toBeGreaterThan(3)
    process.kill(server.pid, 'SIGTERM')
    expect(await server.ended).toBe(0)
    expect(look(place, ({ read }) => getRun(read, runId).state)).toBe('interrupted')
    expect(checkpoints(join(place, 'runs', runId))).toHaveLength(1)
  })
})

describe.skipIf(process.platform === 'win32')('through the launcher', () => {
  /** The launcher on this Node, which starts the command line on the project's own. */
  function launch(...args: string[]): ChildProcess {
    return spawn('node', [join(root, 'scripts', 'viecap.mjs'), ...args], {
      env: { ...process.env, VIECAP_HOME: home() },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
  }

  const ways: [string, NodeJS.Signals, (child: ChildProcess) => unknown][] = [
    ['its whole group', 'SIGINT', (child) => signalGroup(child, 'SIGINT')],
    ['itself alone', 'SIGTERM', (child) => child.kill('SIGTERM')],
    ['itself alone', 'SIGHUP', (child) => child.kill('SIGHUP')]
  ]
  test.each(ways)('a signal to %s, %s, stops a training once', async (...[, , signal]) => {
    const place = fresh()
    const child = launch('train', ...endless, ...rarely, '--library', place, '--json')
    const ended = outcomeOf(child)
    const words = heard(child)
    await vi.waitUntil(() => lastStep(words.out) >= 3, eventually)
    signal(child)
    const { code, stdout } = await ended
    expect(code).toBe(130)
    expect(checkpoints(join(place, 'runs', 'run-0001'))).toEqual([lastStep(stdout)])
  })

  test('the exit code is that of the command', async () => {
    expect((await outcomeOf(launch('runs', 'list'))).code).toBe(2)
    expect((await outcomeOf(launch('runs', 'list', '--library', at('nowhere')))).code).toBe(1)
  })
})

describe.skipIf(process.platform === 'win32')('a reader that has had enough', () => {
  test('ends a list quietly', async () => {
    const list = call('train', '--help')
    expect(await shell(`set -o pipefail; ${list} | true`)).toEqual({ code: 0, out: '' })
  })

  test('ends a training in order, which says how to resume it', async () => {
    const place = fresh()
    const train = call('train', ...endless, ...rarely, '--library', place, '--json')
    const { code, out } = await shell(`set -o pipefail; ${train} | head -n 20 > /dev/null`)
    expect({ code, out }).toMatchObject({ code: 130 })
    expect(out).not.toContain('EPIPE')
    expect(resumeCall(out)).toEqual(['runs', 'resume', 'run-0001', '--library', place])
    expect(checkpoints(join(place, 'runs', 'run-0001'))).toHaveLength(1)
  })
})

// A device that is always full, as a disk can be under a file that takes the output.
describe.skipIf(!existsSync('/dev/full'))('a full disk under the output', () => {
  const told = 'viecap: The output could not be written: the disk is full. Stopping safely.\n'

  test('fails a command in one line', async () => {
    expect(await shell(`${call('train', '--help')} > /dev/full`)).toEqual({ code: 1, out: told })
  })

  test('ends a training in order, which says how to resume it', async () => {
    const place = fresh()
    const train = call('train', ...endless, ...rarely, '--library', place, '--json')
    const { code, out } = await shell(`${train} > /dev/full`)
    expect({ code, out }).toMatchObject({ code: 1 })
    expect(out).toContain(told)
    expect(resumeCall(out)).toEqual(['runs', 'resume', 'run-0001', '--library', place])
  })
})

/** Starts a call and interrupts it once it is so far. */
async function interrupt(args: string[], soFar: () => boolean): Promise<Outcome> {
  const child = startViecap(home(), ...args)
  const ended = outcomeOf(child)
  await vi.waitUntil(soFar, eventually)
  signalGroup(child, 'SIGINT')
  return ended
}

/** What is in a library that another process may work on. */
function look<T>(place: string, at: (library: Library) => T): T {
  const library = openLibraryToLook(place)
  try {
    return at(library)
  } finally {
    library.close()
  }
}

const images = (place: string): number =>
  look(place, ({ read }) => pageImages(read, {}, { offset: 0, limit: 1 }).total)
