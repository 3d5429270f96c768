import { once } from 'node:events'
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { WebSocketServer, type WebSocket } from 'ws'
import { AppError } from '../../../shared/errors'
import { MAX_BYTES, type AskCaller } from '../../api/connection'
import type { Caller } from '../../services/people/caller'
import type { Door } from './door'
import { LifeSigns } from './life-signs'
import { serveSocket } from './serve-socket'
import { makeWebApp, pathOf, splitSession, type WebAppParts } from './web-app'

export interface Listening {
  /** Address of the network to listen at. */
  address: string
  /** 0 takes a free port. */
  port: number
  /** Certificate and private key as PEM; without them the host speaks HTTP. */
  tls?: { cert: string; key: string } | undefined
}

export interface WebHost {
  readonly port: number
  close(): Promise<void>
}

/** Twice what a call may have: a little too much is answered, far too much ends the connection. */
const maxMessageBytes = 2 * MAX_BYTES

/** How often to look whether those who are connected may still be, in milliseconds. */
const CHECK_MS = 2000
/** Close code of a connection whose person may call no more, see RFC 6455. */
const POLICY = 1008

/** Serves the workbench to browsers: pages, images, and the API over WebSocket. */
export async function startWebHost(parts: WebAppParts, listening: Listening): Promise<WebHost> {
  const { workbench, door } = parts
  const { tls } = listening
  const server = tls ? createTlsServer(tls) : createServer()
  const connections = trackConnections(server)
  const app = makeWebApp(parts)
  // The answers are those of Node itself, as the desktop's are; nothing of it is to be replaced.
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  server.on('request', (request, response) => void answer(request, response))

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  const callers = new Map<WebSocket, AskCaller>()
  server.on('upgrade', (request, socket, head) => {
    const admitted = admitSocket(door, request)
    if (typeof admitted === 'number') return refuseSocket(socket, admitted)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      callers.set(webSocket, admitted)
      webSocket.on('close', () => callers.delete(webSocket))
      webSocket.on('error', (error) => workbench.log.warn({ error }, 'connection failed'))
      serveSocket(workbench, webSocket, admitted)
    })
  })

  const signs = new LifeSigns()
  const checking = setInterval(() => {
    for (const [webSocket, ask] of callers) {
      const caller = callerOf(ask)
      if (!caller) webSocket.close(POLICY, 'signed out')
      // Others see who is there.
      else if (caller.name !== null) signs.ask(webSocket)
    }
  }, CHECK_MS)
  checking.unref()

  await listen(server, listening)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(checking)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const connection of connections) connection.destroy()
      await closed
    }
  }
}

/** Who opens a WebSocket at the API, or the status by which they are refused. */
function admitSocket(door: Door, request: IncomingMessage): AskCaller | number {
  if (!door.isSocketForUs(request)) return 403
  const { key, rest } = splitSession(pathOf(request))
  const caller = door.admit(request, key)
  if (!caller) return 401
  return rest === 'rpc' ? caller : 404
}

/** Who is connected; null where they may call no more. */
function callerOf(ask: AskCaller): Caller | null {
  try {
    return ask(false)
  } catch {
    return null
  }
}

/**
 * All open connections of the server. Those that were upgraded are no longer the HTTP server's own,
 * and the server does not close while one of them is open.
 */
function trackConnections(server: Server): Set<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (connection) => {
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
  })
  return connections
}

/** Throws `host.port-unavailable`. */
export async function listen(server: Server, { address, port }: Listening): Promise<void> {
  try {
    server.listen(port, address)
    await once(server, 'listening')
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('host.port-unavailable', { port, detail }, { cause: error })
  }
}

/** Ends a connection that wanted to be upgraded; a peer that breaks it off first is no error. */
function refuseSocket(socket: Duplex, status: number): void {
  socket.on('error', () => undefined)
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  socket.end(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}
