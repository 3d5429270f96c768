import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineTasks } from '../../../shared/engine-protocol'
import { ChildEngine } from './child-engine'
import { forkEngine } from './forked-process'

const script = join(import.meta.dirname, 'test', 'small-engine.mjs')
let engine: ChildEngine

beforeEach(() => {
  engine = new ChildEngine(() => forkEngine(script))
})
afterEach(() => engine.close())

/** The script reads its orders from the input of any task. */
function order(input: object, onEvent?: (event: unknown) => void, signal?: AbortSignal) {
  return engine.run('train', input as EngineTasks['train']['input'], {
    onEvent,
    signal
  }) as Promise<unknown>
}
const pidOf = async (call: Promise<unknown>) => ((await call) as { pid: number }).pid

test('events arrive in order, with typed arrays as they are, before the output', async () => {
  const events: { count: number; values: Float32Array }[] = []
  await order({ events: 50 }, (event) => events.push(event as (typeof events)[number]))
  expect(events.map((event) => event.count)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  expect(events[7]?.values).toEqual(new Float32Array([7, 0.5]))
})

test('a task is fed piece by piece; what the feed throws fails the call and stops the task', async () => {
  const fed = async (feed: AsyncIterable<number[]> | number[][]) => {
    const events: unknown[] = []
    const input = { hungry: true } as unknown as EngineTasks['train']['input']
    const options = { feed, onEvent: (event: unknown) => events.push(event) } as object
    await engine.run('train', input, options)
    return events
  }
  expect(await fed([[1, 2], [3]])).toEqual([{ fed: [1, 2] }, { fed: [3] }])
  async function* broken() {
    yield await Promise.resolve([1])
    throw new Error('the disk is full')
  }
  await expect(fed(broken())).rejects.toThrow('the disk is full')
  expect(await fed([[4]])).toEqual([{ fed: [4] }])
})

test('one process serves several calls', async () => {
  expect(await pidOf(order({}))).toBe(await pidOf(order({})))
})

test("a task's error arrives as the AppError that it was", async () => {
  await expect(order({ fail: true })).rejects.toMatchObject({
    code: 'image.unreadable',
    params: { path: 'a.jpg' }
  })
})

test('aborting the signal cancels the task and leaves the process up', async () => {
  const before = await pidOf(order({}))
  const controller = new AbortController()
  await expect(
    order({ wait: true }, () => controller.abort(), controller.signal)
  ).rejects.toMatchObject({
    code: 'engine.cancelled'
  })
  expect(await pidOf(order({}))).toBe(before)
})

test('a signal that is aborted already starts nothing', async () => {
  await expect(order({}, undefined, AbortSignal.abort())).rejects.toMatchObject({
    code: 'engine.cancelled'
  })
})

test('a killed process fails its call, and the next call gets a fresh one', async () => {
  const pid = await pidOf(order({}))
  const call = order({ wait: true }, () => process.kill(pid, 'SIGKILL'))
  await expect(call).rejects.toMatchObject({
    code: 'engine.out-of-memory',
    params: { detail: 'signal SIGKILL' }
  })
  expect(await pidOf(order({}))).not.toBe(pid)
})

test('a process that ends by itself says its last words', async () => {
  await expect(order({ exit: 3 })).rejects.toMatchObject({
    code: 'engine.died',
    params: { detail: 'exit code 3: Error: the disk is full' }
  })
  await expect(order({ exit: 3, words: 'FATAL ERROR: heap out of memory' })).rejects.toMatchObject({
    code: 'engine.out-of-memory',
    params: { detail: 'exit code 3: FATAL ERROR: heap out of memory' }
  })
})

test('a listener that throws fails its own call', async () => {
  const call = order({ wait: true }, () => {
    throw new Error('the disk is full')
  })
  await expect(call).rejects.toThrow('the disk is full')
  expect(await pidOf(order({}))).toBeGreaterThan(0)
})

test('a bundle that is not there fails the call', async () => {
  const broken = new ChildEngine(() => forkEngine(join(import.meta.dirname, 'nowhere.mjs')))
  await expect(broken.run('devices', {})).rejects.toMatchObject({ code: 'engine.died' })
  await broken.close()
})
