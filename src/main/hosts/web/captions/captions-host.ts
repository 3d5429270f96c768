import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { listen, type Listening } from '../web-host'
import { makeCaptionsApp, type CaptionsAppParts } from './captions-app'

/** How long a request may take to come in, in milliseconds. */
const REQUEST_MS = 120_000
/** How long a connection is kept for its next request: longer than proxies keep theirs. */
const KEEP_ALIVE_MS = 65_000
/** How long requests are waited for when the server stops, in milliseconds. */
const DRAIN_MS = 60_000

export interface CaptionsHost {
  readonly port: number
  /** Takes no more requests, and answers those that are there. */
  drain(): Promise<void>
}

/** Serves captions over HTTP. Throws `host.port-unavailable`. */
export async function startCaptionsHost(
  parts: CaptionsAppParts,
  listening: Omit<Listening, 'tls'>
): Promise<CaptionsHost> {
  const server = createServer({ requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS })
  const app = makeCaptionsApp(parts)
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  let isDraining = false
  server.on('request', (request, response) => {
    // A client that keeps its connection would keep the server.
    if (isDraining) response.shouldKeepAlive = false
    response.on('finish', () => {
      if (isDraining) request.socket.destroySoon()
    })
    void answer(request, response)
  })
  await listen(server, listening)
  return {
    port: (server.address() as AddressInfo).port,
    async drain() {
      isDraining = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const late = new AbortController()
      await Promise.race([closed, wait(DRAIN_MS, undefined, { signal: late.signal })])
      late.abort()
      server.closeAllConnections()
      await closed
    }
  }
}
