import { RPCLink } from '@orpc/client/websocket'
import { ref } from 'vue'
import type { Connection, ConnectionState } from './connection'
import { LinkSlot, retryDelay } from './link-slot'

/**
 * A connection over WebSocket that comes back by itself, waiting longer after each failure. Being
 * online again, or looking at the page again, makes it try at once.
 */
export function connectWebSocket(
  url: () => string,
  isSignedOut: () => Promise<boolean>,
  openSocket: (url: string) => WebSocket = (address) => new WebSocket(address)
): Connection {
  const state = ref<ConnectionState>('connecting')
  const slot = new LinkSlot()
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  function attempt(): void {
    clearTimeout(retry)
    retry = undefined
    const socket = openSocket(url())
    socket.addEventListener('open', () => {
      failures = 0
      state.value = 'open'
      slot.set(new RPCLink({ websocket: socket }))
    })
    socket.addEventListener('close', () => {
      slot.set(null)
      failures += 1
      if (state.value === 'open' || failures > 1) void lose()
      // Tried on all the same where the server wants a log-in: one in another tab lets this one in too.
      retry = setTimeout(attempt, retryDelay(failures))
    })
  }

  /** Says that the connection is lost, and then whether that is since nobody is logged in any more. */
  async function lose(): Promise<void> {
    if (state.value !== 'signed-out') state.value = 'lost'
    if ((await isSignedOut()) && state.value === 'lost') state.value = 'signed-out'
  }

  const tryNow = () => {
    if (retry !== undefined) attempt()
  }
  window.addEventListener('online', tryNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryNow()
  })
  attempt()

  return { state, link: () => slot.get() }
}
