import { fork } from 'node:child_process'
import { chmodSync, existsSync, watch, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EngineReply, TrainEvent } from '../../src/shared/engine-protocol'
import { AppError } from '../../src/shared/errors'
import { ChildEngine } from '../../src/main/services/engine-client/child-engine'
import type { EngineProcess } from '../../src/main/services/engine-client/engine-process'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { PauseSwitch } from '../../src/main/services/engine-client/pause-switch'
import { makeRunFolder, type RunSettings } from '../fixtures/run-folder'

const bundle = join(import.meta.dirname, '..', '..', 'out', 'main', 'engine.js')
const FINAL = 9
const settings: Partial<RunSettings> = { sentenceNoise: 0.1, validateEvery: 1 }

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})
async function makeRun(changes: Partial<RunSettings> = settings): Promise<string> {
  const dir = await makeRunFolder(changes)
  folders.push(dir)
  return dir
}

/** An engine of the built bundle whose process can be killed from here. */
function killableEngine() {
  let process: EngineProcess | null = null
  const engine = new ChildEngine(() => (process = forkEngine(bundle)))
  return { engine, kill: () => process?.kill() }
}

const finalModel = (dir: string): Promise<Buffer> =>
  readFile(join(dir, 'checkpoints', `step-${String(FINAL).padStart(8, '0')}`, 'model.safetensors'))

/** The final weights of a run that nothing disturbed, and how long it took from its start. */
let undisturbed: Buffer
let durationMs = 0
beforeAll(async () => {
  const dir = await makeRunFolder(settings)
  const { engine } = killableEngine()
  let startedAt = 0
  await engine.run(
    'train',
    { runDir: dir, device: 'cpu' },
    { onEvent: ({ type }) => type === 'started' && (startedAt = performance.now()) }
  )
  durationMs = performance.now() - startedAt
  await engine.close()
  undisturbed = await finalModel(dir)
  await rm(dir, { recursive: true })
})

/**
 * Trains until the run is done, killing the engine as `disturb` says, and at first in step `first`,
 * however fast it is; gives how often it died.
 */
async function trainThroughKills(
  runDir: string,
  disturb: (kill: () => void, attempt: number) => (() => void) | undefined,
  first = Infinity
): Promise<number> {
  for (let deaths = 0; ; deaths++) {
    const { engine, kill } = killableEngine()
    let stop: (() => void) | undefined
    try {
      await engine.run(
        'train',
        { runDir, device: 'cpu' },
        {
          onEvent: (event) => {
            if (event.type === 'started') stop = disturb(kill, deaths)
            if (event.type === 'step' && deaths === 0 && event.step >= first) kill()
          }
        }
      )
      return deaths
    } catch (error) {
      expect(error).toMatchObject({
        code: 'engine.out-of-memory',
        params: { detail: expect.stringMatching(/^signal SIGKILL/) as string }
      })
    } finally {
      stop?.()
      await engine.close()
    }
  }
}

describe('a run whose engine is killed', () => {
  it('ends with the same weights to the last bit, killed at random moments', async () => {
    const dir = await makeRun()
    const deaths = await trainThroughKills(
      dir,
      (kill, attempt) => {
        if (attempt >= 12) return undefined
        const timer = setTimeout(kill, Math.random() * durationMs)
        return () => clearTimeout(timer)
      },
      1 + Math.floor(Math.random() * 3)
    )
    expect(deaths).toBeGreaterThan(0)
    expect((await finalModel(dir)).equals(undisturbed)).toBe(true)
  })

  it('ends with the same weights, killed in the middle of writing checkpoints', async () => {
    const dir = await makeRun()
    const checkpoints = join(dir, 'checkpoints')
    await mkdir(checkpoints)
    const deaths = await trainThroughKills(dir, (kill, attempt) => {
      // The folder beside is there only while a checkpoint is written; one a round gets through.
      let seen = 0
      const watcher = watch(checkpoints, (_, name) => {
        if (attempt < 5 && name?.endsWith('.tmp') && ++seen > attempt % 3) kill()
      })
      return () => watcher.close()
    })
    // A process that hears late of what is written may miss a time.
    expect(deaths).toBeGreaterThan(1)
    expect((await finalModel(dir)).equals(undisturbed)).toBe(true)
    expect((await readdir(checkpoints)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('a run under control', () => {
  it('stops within a step when it is cancelled, and goes on when it is started again', async () => {
    const dir = await makeRun()
    const { engine } = killableEngine()
    const controller = new AbortController()
    const steps: number[] = []
    const work = engine.run(
      'train',
      { runDir: dir, device: 'cpu' },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type !== 'step') return
          steps.push(event.step)
          if (event.step === 4) controller.abort()
        }
      }
    )
    await expect(work).rejects.toMatchObject({ code: 'engine.cancelled' })
    // The message may cross with the reports of some more steps.
    expect(steps.at(-1)).toBeLessThan(FINAL)
    await engine.run('train', { runDir: dir, device: 'cpu' })
    await engine.close()
    expect((await finalModel(dir)).equals(undisturbed)).toBe(true)
  })

  it('waits within a step when it is paused, and takes no step until it goes on', async () => {
    const dir = await makeRun()
    const { engine } = killableEngine()
    const pause = new PauseSwitch()
    const events: TrainEvent[] = []
    let reachedFour: () => void
    const four = new Promise<void>((resolve) => (reachedFour = resolve))
    const work = engine.run(
      'train',
      { runDir: dir, device: 'cpu' },
      {
        pause,
        onEvent: (event) => {
          events.push(event)
          if (event.type === 'step' && event.step === 4) {
            pause.set(true)
            reachedFour()
          }
        }
      }
    )
    await four
    // The message may cross with the reports of some more steps; then there are none.
    for (let before = -1; before !== events.length;) {
      before = events.length
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    expect(events.filter(({ type }) => type === 'step').length).toBeLessThan(FINAL)
    pause.set(false)
    await work
    await engine.close()
    expect((await finalModel(dir)).equals(undisturbed)).toBe(true)
  })
})

/** An engine that may write no file larger than `kilobytes`, as on a disk that fills up. */
function limitedEngine(dir: string, kilobytes: number): ChildEngine {
  const node = join(dir, 'limited-node')
  writeFileSync(node, `#!/bin/bash\nulimit -f ${kilobytes}\nexec "${process.execPath}" "$@"\n`)
  chmodSync(node, 0o755)
  return new ChildEngine(() => {
    const child = fork(bundle, [], { execPath: node, serialization: 'advanced', silent: true })
    return {
      send: (message) => child.send(message),
      onMessage: (listener) => child.on('message', (reply) => listener(reply as EngineReply)),
      onExit: (listener) => child.on('close', (code, signal) => listener(String(signal ?? code))),
      kill: () => child.kill('SIGKILL')
    }
  })
}

describe('a disk that fills up while a checkpoint is written', () => {
  it.skipIf(process.platform === 'win32')(
    'leaves the checkpoint before it as it was, and says so',
    async () => {
      const dir = await makeRun()
      const { engine, kill } = killableEngine()
      await engine
        .run(
          'train',
          { runDir: dir, device: 'cpu' },
          { onEvent: ({ type }) => type === 'checkpoint' && kill() }
        )
        .catch((error: unknown) => expect(error).toBeInstanceOf(AppError))
      await engine.close()
      const names = (await readdir(join(dir, 'checkpoints'))).filter(
        (name) => !name.endsWith('.tmp')
      )
      const last = join(dir, 'checkpoints', names.at(-1) ?? '')
      const kept = await readFile(join(last, 'model.safetensors'))

      const limited = limitedEngine(dir, 100)
      await expect(limited.run('train', { runDir: dir, device: 'cpu' })).rejects.toMatchObject({
        code: 'train.checkpoint-unwritable',
        params: { detail: 'the file would exceed the allowed size' }
      })
      await limited.close()
      expect(await readdir(join(dir, 'checkpoints'))).toEqual(names)
      expect((await readFile(join(last, 'model.safetensors'))).equals(kept)).toBe(true)
      expect(existsSync(join(last, 'optimizer.safetensors'))).toBe(true)

      const again = killableEngine()
      await again.engine.run('train', { runDir: dir, device: 'cpu' })
      await again.engine.close()
      expect((await finalModel(dir)).equals(undisturbed)).toBe(true)
    }
  )
})
