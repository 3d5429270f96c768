import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { EngineTask } from '../../../shared/engine-protocol'
import type { AppError } from '../../../shared/errors'
import { ChildEngine } from './child-engine'
import type { EngineLimits } from './engine-limits'
import { forkEngine } from './forked-process'

const script = join(import.meta.dirname, 'test', 'small-engine.mjs')
const FOREVER = 1e9
let engine: ChildEngine
afterEach(() => engine.close())

function open(limits: Partial<EngineLimits>): void {
  engine = new ChildEngine(() => forkEngine(script), { pingMs: 50, ...limits })
}

/** The script reads its orders from the input of any task. */
const order = (
  input: object,
  { task = 'train', ...options }: { task?: EngineTask; onEvent?(): void; signal?: AbortSignal } = {}
) => engine.run(task, input as never, options) as Promise<unknown> as Promise<{ pid: number }>

test('a task that loops is killed when it does not stop, what waits is told, the next call goes on', async () => {
  open({ graceMs: 500 })
  const { pid } = await order({})
  const controller = new AbortController()
  let waiting: Promise<unknown> = Promise.resolve()
  const onEvent = () => {
    // Sent once the loop has begun.
    waiting = expect(order({})).rejects.toMatchObject({ code: 'engine.hung' })
    controller.abort()
  }
  await expect(
    order({ loopMs: FOREVER }, { onEvent, signal: controller.signal })
  ).rejects.toMatchObject({ code: 'engine.hung' })
  await waiting
  expect((await order({})).pid).not.toBe(pid)
})

test('a long step is waited for: nothing is killed that was not told to stop', async () => {
  open({ graceMs: 100 })
  const { pid } = await order({})
  expect(await order({ loopMs: 1500 })).toEqual({ pid })
})

test('one that nobody would stop is killed where its process is silent for too long', async () => {
  open({ silenceMs: { captionRequests: 500 } })
  const endless = order({ loopMs: FOREVER }, { task: 'captionRequests' })
  await expect(endless).rejects.toMatchObject({ code: 'engine.hung' })
  await order({}, { task: 'captionRequests' })
})

test('a task that takes its time to stop is left to it while it is heard of', async () => {
  open({ graceMs: 1000 })
  const { pid } = await order({})
  const controller = new AbortController()
  const stopping = order(
    { obeys: 2500 },
    { onEvent: () => controller.abort(), signal: controller.signal }
  )
  await expect(stopping).rejects.toMatchObject({ code: 'engine.cancelled' })
  expect(await order({})).toEqual({ pid })
})

test('one that is heard of but never stops is killed in the end', async () => {
  open({ obeyMs: 1000 })
  const controller = new AbortController()
  const stopping = order(
    { obeys: FOREVER },
    { onEvent: () => controller.abort(), signal: controller.signal }
  )
  await expect(stopping).rejects.toMatchObject({ code: 'engine.hung' })
})

test('steps that were long before are long again: the wait is twice the longest silence', async () => {
  open({ graceMs: 100 })
  const { pid } = await order({ loopMs: 1500 })
  const controller = new AbortController()
  const stopping = order(
    { loopMs: 1200, obeys: 1 },
    { onEvent: () => controller.abort(), signal: controller.signal }
  )
  await expect(stopping).rejects.toMatchObject({ code: 'engine.cancelled' })
  expect(await order({})).toEqual({ pid })
})

test('a quick call gives up behind long work, which goes on', async () => {
  open({ graceMs: 200, answerMs: { countTokens: 600 } })
  const { pid } = await order({})
  let quick: Promise<unknown> | undefined
  const onEvent = () => {
    quick ??= expect(order({ hungry: true }, { task: 'countTokens' })).rejects.toMatchObject({
      code: 'engine.no-answer'
    })
  }
  expect(await order({ loopMs: 2000 }, { onEvent })).toEqual({ pid })
  await Promise.resolve(quick)
})

test('a quick call that loops by itself is ended without being asked', async () => {
  open({ graceMs: 300, answerMs: { countTokens: 2500 } })
  await order({})
  await expect(order({ loopMs: FOREVER }, { task: 'countTokens' })).rejects.toMatchObject({
    code: 'engine.hung'
  })
})

test('a check has a process of its own, which is killed where it does not answer', async () => {
  const checkModel = { silenceMs: 500, wholeMs: 60_000, memoryBytes: 2 ** 40 }
  open({ confined: { checkModel } })
  const { pid } = await order({})
  const check = order({ loopMs: FOREVER, path: '/models/a' }, { task: 'checkModel' })
  const next = order({}, { task: 'checkModel' })
  expect(await order({})).toEqual({ pid })
  await expect(check).rejects.toMatchObject({
    code: 'model.check-endless',
    params: { path: '/models/a' }
  })
  // They come one after the other, each to a fresh process.
  expect((await next).pid).not.toBe(pid)
  expect(await order({})).toEqual({ pid })
})

test('closing ends the check that runs, and begins none of those that wait', async () => {
  open({})
  const checks = [1, 2, 3].map((obeys) =>
    order({ obeys: obeys * FOREVER, path: '/models/a' }, { task: 'checkModel' })
  )
  const ends = Promise.allSettled(checks)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await engine.close()
  const codes = (await ends).map((end) =>
    end.status === 'rejected' ? (end.reason as AppError).code : 'done'
  )
  expect(codes.slice(1)).toEqual(['engine.cancelled', 'engine.cancelled'])
  // What was closed can be used again.
  expect((await order({}, { task: 'checkModel' })).pid).toBeGreaterThan(0)
})

test('a check that answers and comes to no end is killed too', async () => {
  const checkModel = { silenceMs: 60_000, wholeMs: 800, memoryBytes: 2 ** 40 }
  open({ confined: { checkModel } })
  await expect(
    order({ obeys: FOREVER, path: '/models/a' }, { task: 'checkModel' })
  ).rejects.toMatchObject({ code: 'model.check-endless' })
})

test('a check whose process dies says what became of it', async () => {
  open({})
  const died = order({ exit: 3, path: '/models/a' }, { task: 'checkModel' })
  await expect(died).rejects.toMatchObject({
    code: 'model.check-died',
    params: { path: '/models/a', detail: 'exit code 3: Error: the disk is full' }
  })
  const words = 'FATAL ERROR: heap out of memory'
  await expect(
    order({ exit: 3, words, path: '/models/a' }, { task: 'checkModel' })
  ).rejects.toMatchObject({ code: 'model.check-too-large' })
})
