import { expect, test } from 'vitest'
import type { WorkbenchEvent } from '../../../shared/contract'
import { EventHub } from './event-hub'

const data = (entity: 'images' | 'captions' | 'pairs'): WorkbenchEvent => ({ type: 'data', entity })

test('a watcher gets the events from its call on, in order', async () => {
  const hub = new EventHub()
  hub.emit(data('pairs'))
  const events = hub.watch()
  hub.emit(data('images'))
  hub.emit(data('captions'))
  expect((await events.next()).value).toEqual(data('images'))
  const second = await events.next()
  expect(second.value).toEqual(data('captions'))
  const third = events.next()
  hub.emit(data('pairs'))
  expect((await third).value).toEqual(data('pairs'))
  await events.return()
  expect(hub.size).toBe(0)
})

test('aborting ends a watcher that waits, and it listens no more', async () => {
  const hub = new EventHub()
  const controller = new AbortController()
  const events = hub.watch(controller.signal)
  const next = events.next()
  controller.abort()
  expect((await next).done).toBe(true)
  expect(hub.size).toBe(0)
})

test('a watcher that is aborted before it reads leaves nothing behind', async () => {
  const hub = new EventHub()
  const controller = new AbortController()
  hub.watch(controller.signal)
  expect(hub.size).toBe(1)
  controller.abort()
  expect(hub.size).toBe(0)
})

test('a watcher that reads nothing is cut off and cannot grow without bound', async () => {
  const hub = new EventHub()
  const events = hub.watch(undefined, 3)
  for (let count = 0; count < 5; count += 1) hub.emit(data('images'))
  expect(hub.size).toBe(0)
  expect((await events.next()).done).toBe(true)
})
