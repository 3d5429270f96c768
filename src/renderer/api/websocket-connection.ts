import { RPCLink } from '@orpc/client/websocket'
import { ref } from 'vue'
import {
  ConnectionLostError,
  type Connection,
  type ConnectionState,
  type WorkbenchLink
} from './connection'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5000
/** How long a call waits for a connection that was lost before it fails. */
const PATIENCE_MS = 3000

/** Milliseconds to wait before the next try after `failures` failed ones in a row. */
export const retryDelay = (failures: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))

/**
 * A connection over WebSocket that comes back by itself, waiting longer after each failure. Being
 * online again, or looking at the page again, makes it try at once.
 */
export function connectWebSocket(
  url: string,
  openSocket: (url: string) => WebSocket = (address) => new WebSocket(address)
): Connection {
  const state = ref<ConnectionState>('connecting')
  let link: WorkbenchLink | null = null
  let waiting: ((link: WorkbenchLink) => void)[] = []
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  function attempt(): void {
    clearTimeout(retry)
    retry = undefined
    const socket = openSocket(url)
    socket.addEventListener('open', () => {
      failures = 0
      const opened = new RPCLink({ websocket: socket })
      link = opened
      state.value = 'open'
      for (const resolve of waiting) resolve(opened)
      waiting = []
    })
    socket.addEventListener('close', () => {
      link = null
      failures += 1
      if (state.value === 'open' || failures > 1) state.value = 'lost'
      retry = setTimeout(attempt, retryDelay(failures))
    })
  }

  const tryNow = () => {
    if (retry !== undefined) attempt()
  }
  window.addEventListener('online', tryNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryNow()
  })
  attempt()

  return {
    state,
    link: () =>
      link
        ? Promise.resolve(link)
        : new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
              waiting = waiting.filter((other) => other !== settle)
              reject(new ConnectionLostError())
            }, PATIENCE_MS)
            const settle = (opened: WorkbenchLink) => {
              clearTimeout(timer)
              resolve(opened)
            }
            waiting.push(settle)
          })
  }
}
