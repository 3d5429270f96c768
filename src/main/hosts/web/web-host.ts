import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { AppError } from '../../../shared/errors'
import { router } from '../../api/router'
import { serveMedia } from '../../services/media/serve-media'
import { securityHeaders } from '../../services/window-files/security-headers'
import { plainResponse, serveWindowFile } from '../../services/window-files/window-file'
import type { Workbench } from '../../services/workbench/workbench'
import { Access } from './access'
import { sendResponse } from './send-response'

export interface WebHostOptions {
  workbench: Workbench
  /** 0 takes a free port. */
  port: number
  /** Folder of the built window. */
  rendererDir: string
}

export interface WebHost {
  /** Address to open, with the token that admits a browser. */
  url: string
  port: number
  close(): Promise<void>
}

const maxMessageBytes = 16 * 1024 * 1024

/** Serves the workbench to a browser on this machine: pages, pictures, and the API over WebSocket. */
export async function startWebHost({
  workbench,
  port,
  rendererDir
}: WebHostOptions): Promise<WebHost> {
  const server = createServer()
  await listen(server, port)
  const actualPort = (server.address() as AddressInfo).port
  const access = new Access(actualPort)
  const headers = securityHeaders({ connections: `ws://127.0.0.1:${actualPort}` })

  server.on('request', (request, response) => {
    void answer(request)
      .catch((error: unknown) => {
        workbench.log.error({ error, url: request.url }, 'request failed')
        return plainResponse(500)
      })
      .then((answered) => sendResponse(response, answered, headers, request.method === 'HEAD'))
  })

  async function answer(request: IncomingMessage): Promise<Response> {
    const refusal = access.refuseOrigin(request)
    if (refusal) return plainResponse(refusal)
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainResponse(405)
    const { pathname, searchParams } = parseTarget(request)
    const token = searchParams.get('token')
    if (pathname === '/' && token !== null) return enter(token)
    if (access.refuseSession(request)) return plainResponse(401)
    if (pathname.startsWith('/media/')) {
      const path = pathname.slice('/media/'.length)
      return serveMedia(workbench, path, request.headers['if-none-match'] ?? null)
    }
    return serveWindowFile(rendererDir, pathname)
  }

  function enter(token: string): Response {
    const cookie = access.exchange(token)
    if (cookie === null) return plainResponse(401)
    return new Response(null, {
      status: 303,
      headers: { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }
    })
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  const rpc = new RPCHandler(router)
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request)
    if (refusal) return refuse(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => workbench.log.warn({ error }, 'connection failed'))
      void rpc.upgrade(webSocket, { context: { workbench } })
    })
  })

  function refuseUpgrade(request: IncomingMessage): number | null {
    if (parseTarget(request).pathname !== '/rpc') return 404
    return access.refuseOrigin(request) ?? access.refuseSession(request)
  }

  return {
    url: `http://127.0.0.1:${actualPort}/?token=${access.token}`,
    port: actualPort,
    close: () => closeServer(server, sockets)
  }
}

/** Path and query of a request; the dots of a path are kept for the file server to refuse. */
function parseTarget(request: IncomingMessage): {
  pathname: string
  searchParams: URLSearchParams
} {
  const [pathname = '/', query = ''] = (request.url ?? '/').split('?', 2)
  return { pathname, searchParams: new URLSearchParams(query) }
}

/** Throws `host.port-unavailable`. */
async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('host.port-unavailable', { port, detail }, { cause: error })
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function closeServer(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
