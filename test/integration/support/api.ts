import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { contract } from '../../../src/shared/contract'
import { enter, type Server } from './serve'

export type Api = ContractRouterClient<typeof contract>

/** Connects to `/rpc`; rejects with the status where the server refuses. */
export function connect(port: number, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers })
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
  cookie?: string
): Promise<{ api: Api; close(): void }> {
  const websocket = await connect(server.port, { cookie: cookie ?? (await enter(server)) })
  const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket })
  return { api: createORPCClient(link), close: () => websocket.close() }
}
