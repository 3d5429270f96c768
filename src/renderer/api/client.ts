import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract'
import { ConnectionLostError, type Connection, type WorkbenchLink } from './connection'
import { connectPort } from './port-connection'
import { connectWebSocket } from './websocket-connection'

/** The workbench's API as the window calls it. */
export type Api = ContractRouterClient<typeof contract>

/** Whether the page runs in the desktop window, where the preload hands over a port. */
export const onDesktop = (): boolean => window.viecapDesktop === true

const socketUrl = (): string => {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`
}

/** The one connection of this page. */
export const connection: Connection = onDesktop() ? connectPort() : connectWebSocket(socketUrl())

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
