import { expect, test } from 'vitest'
import type { WorkbenchEvent } from '../../../shared/contract'
import { EventHub } from './event-hub'

const bulk = (done: number): WorkbenchEvent => ({ type: 'bulk', done, total: 100 })

test('a watcher gets the events from its call on, in order', async () => {
  const hub = new EventHub()
  hub.emit(bulk(0))
  const events = hub.watch()
  hub.emit(bulk(1))
  hub.emit(bulk(2))
  expect((await events.next()).value).toEqual(bulk(1))
  expect((await events.next()).value).toEqual(bulk(2))
  const third = events.next()
  hub.emit(bulk(3))
  expect((await third).value).toEqual(bulk(3))
  await events.return?.()
  expect(hub.watching).toBe(0)
})

test('watchers that come at different times and read at different speeds each get theirs', async () => {
  const hub = new EventHub()
  const first = hub.watch()
  hub.emit(bulk(1))
  const second = hub.watch()
  hub.emit(bulk(2))
  expect((await second.next()).value).toEqual(bulk(2))
  expect((await first.next()).value).toEqual(bulk(1))
  await second.return?.()
  hub.emit(bulk(3))
  expect((await first.next()).value).toEqual(bulk(2))
  expect((await first.next()).value).toEqual(bulk(3))
})

test('five thousand watchers get the very same event', async () => {
  const hub = new EventHub()
  const watchers = Array.from({ length: 5000 }, () => hub.watch())
  const event = bulk(1)
  hub.emit(event)
  const read = await Promise.all(watchers.map((watcher) => watcher.next()))
  expect(read.every(({ value }) => value === event)).toBe(true)
})

test('aborting ends a watcher that waits, and it watches no more', async () => {
  const hub = new EventHub()
  const controller = new AbortController()
  const next = hub.watch(controller.signal).next()
  controller.abort()
  expect((await next).done).toBe(true)
  expect(hub.watching).toBe(0)
})

test('a watcher that is ended before it reads leaves nothing behind', async () => {
  const hub = new EventHub()
  const controller = new AbortController()
  hub.watch(controller.signal)
  const other = hub.watch()
  expect(hub.watching).toBe(2)
  controller.abort()
  await other.return?.()
  expect(hub.watching).toBe(0)
  hub.watch(AbortSignal.abort())
  expect(hub.watching).toBe(0)
})

test('a watcher that reads nothing is cut off, and one that reads gets every event', async () => {
  const hub = new EventHub(4)
  const slow = hub.watch()
  const quick = hub.watch()
  for (let count = 0; count < 20; count += 1) {
    hub.emit(bulk(count))
    expect((await quick.next()).value).toEqual(bulk(count))
  }
  expect(hub.watching).toBe(1)
  expect((await slow.next()).done).toBe(true)
})
