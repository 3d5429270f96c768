import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { ChildEngine } from '../../src/main/services/engine-client/child-engine'
import { PauseSwitch } from '../../src/main/services/engine-client/pause-switch'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import {
  openSafetensors,
  writeSafetensors
} from '../../src/main/engine/formats/safetensors/safetensors'
import { runFiles, type TrainEvent } from '../../src/shared/engine-protocol'
import { makeRunFolder, type RunSettings } from '../fixtures/run-folder'

const bundle = join(import.meta.dirname, '..', '..', 'out', 'main', 'engine.js')
const PRLIMIT = '/usr/bin/prlimit'
/** So many rows that the output head of a batch is by far the largest thing in memory. */
const VOCABULARY = 40_000
/** What the engine may take beyond what it has before its first step; a step takes a third more than that. */
const ROOM = 300e6

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A run of a few steps of one large batch each, without dropout. */
async function makeRun(changes: Partial<RunSettings> = {}): Promise<string> {
  const dir = await makeRunFolder({
    captionRepeat: 50,
    pairRepeat: 50,
    batchSize: 128,
    gptDropout: 0,
    mappingDropout: 0,
    // The state has its room from the start on: threads that start cannot do without memory.
    accumulate: 2,
    maxSteps: 4,
    validationImages: 0,
    ...changes
  })
  folders.push(dir)
  const gpt = join(dir, runFiles.gpt)
  const config = JSON.parse(await readFile(join(gpt, 'config.json'), 'utf8')) as object
  await writeFile(join(gpt, 'config.json'), JSON.stringify({ ...config, vocab_size: VOCABULARY }))
  const file = await openSafetensors(join(gpt, 'model.safetensors'))
  const tensors = new Map<string, { shape: readonly number[]; data: Float32Array }>()
  for (const [name, { shape }] of file.tensors) {
    const data = await file.readFloat32(name)
    if (!name.endsWith('wte.weight')) tensors.set(name, { shape, data })
    else {
      const width = shape[1] ?? 0
      const table = new Float32Array(VOCABULARY * width)
      table.set(data)
      tensors.set(name, { shape: [VOCABULARY, width], data: table })
    }
  }
  await writeSafetensors(join(gpt, 'model.safetensors'), tensors)
  return dir
}

/** Trains in an engine process whose memory is bounded once the run has started. */
async function train(runDir: string, room: number | null): Promise<TrainEvent[]> {
  let pid = 0
  const engine = new ChildEngine(() => {
    const before = children()
    const process = forkEngine(bundle)
    pid = children().find((child) => !before.includes(child)) ?? 0
    return process
  })
  const events: TrainEvent[] = []
  const pause = new PauseSwitch()
  pause.set(true)
  try {
    await engine.run(
      'train',
      { runDir, device: 'cpu' },
      {
        pause,
        onEvent: (event) => {
          events.push(event)
          if (event.type !== 'started') return
          void threadsUp(pid).then(() => {
            if (room !== null) bound(pid, room)
            pause.set(false)
          })
        }
      }
    )
  } finally {
    await engine.close()
  }
  return events
}

/** Process ids of this process's children. */
const children = (): number[] =>
  readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)

/** Waits until a process that does nothing has stopped taking memory: its threads do while they start. */
async function threadsUp(pid: number): Promise<void> {
  const facts = (): string =>
    readFileSync(`/proc/${pid}/status`, 'utf8')
      .match(/^(VmData|Threads):.*$/gm)
      ?.join() ?? ''
  for (let before = '', same = 0; same < 10;) {
    await setTimeout(50)
    const now = facts()
    same = now === before ? same + 1 : 0
    before = now
  }
}

/** Lets a process have so many more bytes of its own than it has now; then its allocations fail. */
function bound(pid: number, room: number): void {
  const kilobytes = /^VmData:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  execFileSync(PRLIMIT, [`--pid=${pid}`, `--data=${Number(kilobytes) * 1024 + room}`])
}

const losses = (events: readonly TrainEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'step' ? [event.loss] : []))
const splits = (events: readonly TrainEvent[]): [number, number][] =>
  events.flatMap((event) => (event.type === 'split' ? [[event.step, event.parts]] : []))

it.runIf(existsSync(PRLIMIT))(
  'a run whose memory runs out goes on with the same updates',
  async () => {
    const free = await train(await makeRun(), null)
    const dir = await makeRun()
    const bounded = await train(dir, ROOM)
    expect(splits(free)).toEqual([])
    const found = splits(bounded)
    expect(found[0]).toEqual([1, 2])
    expect(found.map(([, parts]) => parts)).toEqual(found.map((_, index) => 2 ** (index + 1)))
    expect(losses(bounded)).toHaveLength(4)
    losses(free).forEach((loss, index) => expect(losses(bounded)[index]).toBeCloseTo(loss, 4))
    const state = await readFile(join(dir, 'checkpoints', 'step-00000004', 'state.json'), 'utf8')
    expect(JSON.parse(state)).toMatchObject({ step: 4, parts: found.at(-1)?.[1] })
  }
)
