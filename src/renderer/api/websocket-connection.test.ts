import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConnectionLostError } from './connection'
import { retryDelay } from './link-slot'
import { connectWebSocket } from './websocket-connection'

/** The browser's end of a socket whose other end is the test. */
class TestSocket extends EventTarget {
  readyState = 0
  send(): void {}
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  drop(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

describe('connectWebSocket', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function connect(signedOut = false) {
    const sockets: TestSocket[] = []
    const connection = connectWebSocket(
      () => 'ws://127.0.0.1/rpc',
      () => Promise.resolve(signedOut),
      () => {
        const socket = new TestSocket()
        sockets.push(socket)
        return socket as unknown as WebSocket
      }
    )
    return { connection, sockets }
  }

  it('makes early calls wait for the first connection', async () => {
    const { connection, sockets } = connect()
    const link = connection.link()
    expect(connection.state.value).toBe('connecting')
    sockets[0]?.open()
    expect(await link).toBe(await connection.link())
    expect(connection.state.value).toBe('open')
  })

  it('comes back with a new link, waiting longer after each failure', async () => {
    const { connection, sockets } = connect()
    sockets[0]?.open()
    const before = await connection.link()
    sockets[0]?.drop()
    expect(connection.state.value).toBe('lost')
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    sockets[1]?.drop()
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    expect(sockets).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(retryDelay(2) - retryDelay(1))
    sockets[2]?.open()
    expect(connection.state.value).toBe('open')
    expect(await connection.link()).not.toBe(before)
  })

  it('says that the server wants a log-in, and is open again after one elsewhere', async () => {
    const { connection, sockets } = connect(true)
    sockets[0]?.open()
    sockets[0]?.drop()
    await vi.advanceTimersByTimeAsync(0)
    expect(connection.state.value).toBe('signed-out')
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    sockets[1]?.drop()
    await vi.advanceTimersByTimeAsync(retryDelay(2))
    expect(connection.state.value).toBe('signed-out')
    sockets[2]?.open()
    expect(connection.state.value).toBe('open')
  })

  it('fails calls that wait too long', async () => {
    const { connection, sockets } = connect()
    sockets[0]?.drop()
    const failed = expect(connection.link()).rejects.toBeInstanceOf(ConnectionLostError)
    await vi.advanceTimersByTimeAsync(5000)
    await failed
  })

  it('never waits longer than five seconds between tries', () => {
    expect([1, 2, 3, 20].map(retryDelay)).toEqual([250, 500, 1000, 5000])
  })
})
