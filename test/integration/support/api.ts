import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { contract } from '../../../src/shared/contract'
import { sessionPath } from '../../../src/shared/session-key'
import { enter, type Pass, type Server } from './serve'

export type Api = ContractRouterClient<typeof contract>

/** Connects to the API behind `key`; rejects with the status where the server refuses. */
export function connect(
  port: number,
  key: string,
  headers: Record<string, string>
): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${sessionPath(key, 'rpc')}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, { statusCode }) => {
      reject(new Error(`refused with ${statusCode}`))
      socket.terminate()
    })
    socket.on('error', reject)
  })
}

/** The API as a window of `server` has it. */
export async function connectApi(
  server: Server,
  pass?: Pass
): Promise<{ api: Api; close(): void }> {
  const { cookie, key } = pass ?? (await enter(server))
  const websocket = await connect(server.port, key, { cookie })
  const link = new RPCLink({ websocket: websocket })
  return { api: createORPCClient(link), close: () => websocket.close() }
}
