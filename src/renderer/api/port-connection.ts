import { RPCLink } from '@orpc/client/message-port'
import { ref } from 'vue'
import { portReply, portRequest } from '../../shared/port-hand-over'
import type { Connection, ConnectionState, WorkbenchLink } from './connection'

/** The connection inside the desktop window: asks the preload for a message port, once. */
export function connectPort(page: Window = window): Connection {
  const state = ref<ConnectionState>('connecting')
  const link = new Promise<WorkbenchLink>((resolve) => {
    const receive = (event: MessageEvent) => {
      if (event.source !== page || event.origin !== page.location.origin) return
      const port = event.ports[0]
      if (event.data !== portReply || !port) return
      page.removeEventListener('message', receive)
      port.addEventListener('close', () => (state.value = 'lost'))
      port.start()
      state.value = 'open'
      resolve(new RPCLink({ port }))
    }
    page.addEventListener('message', receive)
    page.postMessage(portRequest, page.location.origin)
  })
  return { state, link: () => link }
}
