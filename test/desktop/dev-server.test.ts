import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DesktopProcess } from './support/desktop-process'

let home: string
let server: Server
let desktop: DesktopProcess
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'viecap-dev-'))
  server = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(`asked for ${url ?? ''}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  await desktop.kill()
  server.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

/** What the page gets where `npm run dev` says where its server is. */
async function request(url: string, packaged: boolean) {
  const { port } = server.address() as AddressInfo
  const env = { ELECTRON_RENDERER_URL: `http://127.0.0.1:${port}` }
  desktop = new DesktopProcess({ home, env, stage: { packaged } })
  const { body, ...answer } = await desktop.evaluate(
    (stagehand, asked) => stagehand.request(asked),
    url
  )
  return { ...answer, body: Buffer.from(body).toString() }
}

test('npm run dev serves the page by its own server, under the page’s usual address', async () => {
  const { status, headers, body } = await request('viecap://app/main.ts?t=1', false)
  expect({ status, body }).toEqual({ status: 200, body: 'asked for /main.ts?t=1' })
  expect(headers).toEqual({ 'content-type': 'text/javascript' })
})

test('an installed application serves nothing but its own files', async () => {
  const { status, headers } = await request('viecap://app/main.ts', true)
  expect(status).toBe(404)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
})
