import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm'
}

/** Serves the files of a folder, as any web server would; returns its address and how to end it. */
export async function serveFolder(
  folder: string
): Promise<{ url: string; close(): Promise<unknown> }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const name = pathname === '/' ? 'index.html' : pathname
    const file = createReadStream(join(folder, name))
    file.on('error', () => response.writeHead(404).end())
    file.on('open', () => {
      const type = types[extname(name)] ?? 'application/octet-stream'
      response.setHeader('content-type', type)
      file.pipe(response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}
