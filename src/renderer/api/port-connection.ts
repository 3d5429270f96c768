import { RPCLink } from '@orpc/client/message-port'
import { ref } from 'vue'
import { portReply, portRequest } from '../../shared/port-hand-over'
import type { Connection, ConnectionState } from './connection'
import { LinkSlot, retryDelay } from './link-slot'

/** How long the preload may take to answer. */
const REPLY_MS = 3000

/**
 * The connection inside the desktop window: asks the preload for a message port, and again where
 * none comes or the port is closed.
 */
export function connectPort(page: Window = window): Connection {
  const state = ref<ConnectionState>('connecting')
  const slot = new LinkSlot()
  let failures = 0

  function ask(): void {
    const receive = (event: MessageEvent) => {
      if (event.source !== page || event.origin !== page.location.origin) return
      const port = event.ports[0]
      if (event.data !== portReply || !port) return
      stop()
      use(port)
    }
    const timer = setTimeout(() => {
      stop()
      lose()
    }, REPLY_MS)
    function stop(): void {
      clearTimeout(timer)
      page.removeEventListener('message', receive)
    }
    page.addEventListener('message', receive)
    page.postMessage(portRequest, page.location.origin)
  }

  function use(port: MessagePort): void {
    port.addEventListener('close', lose, { once: true })
    // A port that is closed without a word, as one whose page is not ours, is no success.
    port.addEventListener('message', () => (failures = 0), { once: true })
    port.start()
    state.value = 'open'
    slot.set(new RPCLink({ port }))
  }

  function lose(): void {
    slot.set(null)
    state.value = 'lost'
    failures += 1
    setTimeout(ask, retryDelay(failures))
  }

  ask()
  return { state, link: () => slot.get() }
}
