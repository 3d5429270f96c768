import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract'
import { sessionPath } from '../../shared/session-key'
import { ConnectionLostError, type Connection, type WorkbenchLink } from './connection'
import { withHeartbeat } from './heartbeat'
import { connectPort } from './port-connection'
import { sessionKey, takeUpSessionKey } from './session-key'
import { isSignedOut } from './signed-out'
import { connectWebSocket } from './websocket-connection'

/** The workbench's API as the window calls it. */
export type Api = ContractRouterClient<typeof contract>

/** Whether the page runs in the desktop window, where the preload hands over a port. */
export const onDesktop = (): boolean => window.viecapDesktop === true

/** Asked for at each try: a link opened in another tab may have brought a new key. */
const socketUrl = (): string => {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${sessionPath(sessionKey(), 'rpc')}`
}

// Before the router looks at the address.
takeUpSessionKey()

/** The one connection of this page. */
export const connection: Connection = withHeartbeat(
  onDesktop() ? connectPort() : connectWebSocket(socketUrl, isSignedOut)
)

/** Goes over whatever connection is open when the call is made. */
const throughConnection = (way: Connection): WorkbenchLink => ({
  async call(path, input, options) {
    const link = await way.link()
    try {
      return await link.call(path, input, options)
    } catch (error) {
      // An answer of the workbench is an ORPCError; all else means that none came.
      if (error instanceof ORPCError || options.signal?.aborted) throw error
      throw new ConnectionLostError({ cause: error })
    }
  }
})

export const api: Api = createORPCClient<Api>(throughConnection(connection))
