import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { portReply, portRequest } from '../../shared/port-hand-over'
import { ConnectionLostError } from './connection'
import { connectPort } from './port-connection'

const origin = 'viecap://app'
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

class FakePort extends EventTarget {
  start = vi.fn()
  postMessage = vi.fn()
}

/** A page whose preload gives these ports, one at each request; none where they are used up. */
function makePage(...ports: FakePort[]) {
  const requests = vi.fn()
  const page = Object.assign(new EventTarget(), {
    location: { origin },
    postMessage(data: unknown) {
      if (data !== portRequest) return
      requests()
      const port = ports.shift()
      const reply = { data: portReply, source: page, origin, ports: [port] }
      if (port) page.dispatchEvent(Object.assign(new Event('message'), reply))
    }
  })
  return { page: page as unknown as Window, requests }
}

test('a preload that does not answer is asked again, and calls fail instead of waiting', async () => {
  const { page, requests } = makePage()
  const connection = connectPort(page)
  const call = expect(connection.link()).rejects.toBeInstanceOf(ConnectionLostError)
  await vi.advanceTimersByTimeAsync(3000)
  await call
  expect(connection.state.value).toBe('lost')
  await vi.advanceTimersByTimeAsync(250)
  expect(requests).toHaveBeenCalledTimes(2)
})

test('a port that is closed is replaced, and calls wait for the next one', async () => {
  const [first, second] = [new FakePort(), new FakePort()]
  const { page } = makePage(first, second)
  const connection = connectPort(page)
  expect(connection.state.value).toBe('open')
  expect(first.start).toHaveBeenCalledOnce()
  first.dispatchEvent(new Event('close'))
  expect(connection.state.value).toBe('lost')
  const waiting = connection.link()
  await vi.advanceTimersByTimeAsync(250)
  await waiting
  expect(connection.state.value).toBe('open')
  expect(second.start).toHaveBeenCalledOnce()
})

test('ports that are closed without a word are asked for more and more seldom', async () => {
  const ports = [new FakePort(), new FakePort(), new FakePort()]
  const { page, requests } = makePage(...ports)
  connectPort(page)
  ports[0]?.dispatchEvent(new Event('close'))
  await vi.advanceTimersByTimeAsync(250)
  ports[1]?.dispatchEvent(new Event('close'))
  await vi.advanceTimersByTimeAsync(499)
  expect(requests).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(requests).toHaveBeenCalledTimes(3)
})
