import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CallLimit } from './call-limit'

const limits = { running: 2, waiting: 3, bytes: 100 }
const refusal = expect.objectContaining({ code: 'call.too-many' })

/** Lets everything start that may. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
}

function scene() {
  const limit = new CallLimit(limits)
  const started: string[] = []
  const leave = new Map<string, () => void>()
  const enter = async (name: string, bytes = 1, signal?: AbortSignal) => {
    leave.set(name, await limit.enter(bytes, signal))
    started.push(name)
  }
  return { enter, started, end: (name: string) => leave.get(name)?.() }
}

test('calls run some at a time, in their order, and one too many is refused', async () => {
  const { enter, started, end } = scene()
  const first = ['a', 'b'].map((name) => enter(name))
  await settle()
  const others = ['c', 'd', 'e'].map((name) => enter(name))
  await expect(enter('f')).rejects.toEqual(refusal)
  await settle()
  expect(started).toEqual(['a', 'b'])
  end('b')
  end('b')
  await settle()
  expect(started).toEqual(['a', 'b', 'c'])
  end('a')
  end('c')
  await Promise.all([...first, ...others])
  expect(started).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('calls that are large together are refused, and taken once others have ended', async () => {
  const { enter, end } = scene()
  await enter('a', 60)
  await expect(enter('b', 60)).rejects.toEqual(refusal)
  end('a')
  await enter('b', 60)
})

test('a call that is aborted while it waits leaves its place', async () => {
  const { enter, started, end } = scene()
  await Promise.all([enter('a'), enter('b')])
  const controller = new AbortController()
  const waiting = enter('c', 98, controller.signal)
  const behind = enter('d', 0)
  controller.abort(new Error('no longer wanted'))
  await expect(waiting).rejects.toThrow('no longer wanted')
  end('a')
  await behind
  expect(started).toEqual(['a', 'b', 'd'])
  await expect(enter('e', 0, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
})

test('no more than one call starts in a turn, so that other connections get theirs', async () => {
  const [one, other] = [scene(), scene()]
  void one.enter('a')
  void one.enter('b')
  void other.enter('x')
  await setImmediate()
  expect([one.started, other.started]).toEqual([['a'], ['x']])
})
