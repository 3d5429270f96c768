import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connect, connectApi } from './support/api'
import { ask, enter, serve, type Server } from './support/serve'

let dir: string
let server: Server
let cookie: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-serve-'))
  server = await serve(join(dir, 'home'))
  cookie = await enter(server)
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const connectTo = (headers: Record<string, string>) => connect(server.port, headers)

test('the printed address admits a browser by a cookie that only it can send', async () => {
  const { status, headers } = await ask(server.port, `/?token=${server.token}`)
  expect(status).toBe(303)
  expect(headers.location).toBe('/')
  expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  const page = await ask(server.port, '/', { cookie })
  expect(page.status).toBe(200)
  expect(page.body).toContain('<div id="app">')
})

test('a wrong token and a missing cookie are 401, in plain text', async () => {
  expect((await ask(server.port, '/?token=wrong')).status).toBe(401)
  const refused = await ask(server.port, '/')
  expect(refused.status).toBe(401)
  expect(refused.headers['content-type']).toContain('text/plain')
  const name = cookie.split('=')[0] ?? ''
  expect((await ask(server.port, '/', { cookie: `${name}=guess` })).status).toBe(401)
  expect((await ask(server.port, '/media/pictures/1')).status).toBe(401)
})

test.each([
  ['another host name', { host: 'evil.example' }],
  ['our port under another name', { host: 'evil.example:1' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['a null origin', { origin: 'null' }]
])('%s is 403 even with the cookie and the token', async (_name, headers) => {
  expect((await ask(server.port, '/', { cookie, ...headers })).status).toBe(403)
  expect((await ask(server.port, `/?token=${server.token}`, headers)).status).toBe(403)
  await expect(connectTo({ cookie, ...headers })).rejects.toThrow('refused with 403')
})

test('a WebSocket without the cookie, or elsewhere than /rpc, is refused', async () => {
  await expect(connectTo({})).rejects.toThrow('refused with 401')
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/other`, { headers: { cookie } })
  const status = new Promise((resolve) =>
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
  )
  socket.on('error', () => undefined)
  expect(await status).toBe(404)
})

test.each([
  '/../main/cli.js',
  '/%2e%2e/main/cli.js',
  '/assets/..%2f..%2fmain%2fcli.js',
  '/..%5cmain'
])('%s does not lead out of the window', async (path) => {
  expect((await ask(server.port, path, { cookie })).status).toBe(404)
})

test('every answer carries a strict policy, and only GET and HEAD are answered', async () => {
  const { headers } = await ask(server.port, '/', { cookie })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect((await ask(server.port, '/', { cookie }, 'POST')).status).toBe(405)
  const head = await ask(server.port, '/', { cookie }, 'HEAD')
  expect(head).toMatchObject({ status: 200, body: '' })
})

test('the page loads what it names, from this server alone', async () => {
  const { body } = await ask(server.port, '/', { cookie })
  const named = [...body.matchAll(/(?:src|href)="(\.?\/assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? ''
  )
  expect(named.length).toBeGreaterThan(0)
  for (const path of named) {
    expect((await ask(server.port, path.replace(/^\./, ''), { cookie })).status).toBe(200)
  }
  expect(body).not.toMatch(/https?:\/\//)
})

test('over the socket a library is made, filled and opened again, and pictures are served', async () => {
  const pictures = join(dir, 'pictures')
  mkdirSync(pictures)
  const image = { width: 400, height: 100, channels: 3 as const, background: '#a03020' }
  await sharp({ create: image }).jpeg().toFile(join(pictures, 'a.jpg'))
  const text = 'một tấm biển đỏ .'
  writeFileSync(join(pictures, 'captions.json'), JSON.stringify([{ id: 'a.jpg', captions: text }]))

  const { api, close } = await connectApi(server, cookie)
  const events = await api.events.watch()
  const path = join(dir, 'library')
  expect(await api.library.create({ path })).toMatchObject({ path, counts: { images: 0 } })
  const { jobId } = await api.imports.start({ path: join(pictures, 'captions.json') })
  for await (const event of events) {
    if (event.type === 'job' && event.job.id === jobId && event.job.finishedAt !== null) {
      expect(event.job).toMatchObject({ state: 'done', result: { images: { added: 1 } } })
      break
    }
  }
  const { rows } = await api.images.page({ filter: { text: 'bien do' }, offset: 0, limit: 10 })
  expect(rows).toMatchObject([{ name: 'a.jpg', width: 400, firstCaption: text }])
  const id = rows[0]?.id ?? 0

  const thumbnail = await ask(server.port, `/media/thumbnails/256/${id}`, { cookie })
  expect(thumbnail).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
  const etag = String(thumbnail.headers.etag)
  const again = await ask(server.port, `/media/thumbnails/256/${id}`, {
    cookie,
    'if-none-match': etag
  })
  expect(again).toMatchObject({ status: 304, body: '' })
  const whole = await ask(server.port, `/media/pictures/${id}`, { cookie })
  expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } })
  for (const missing of ['pictures/999', 'thumbnails/999/1', 'pictures/x', 'pictures/1/1/1', '']) {
    expect((await ask(server.port, `/media/${missing}`, { cookie })).status).toBe(404)
  }

  await api.library.close()
  await expect(api.images.get({ id })).rejects.toMatchObject({
    data: { code: 'library.none-open' }
  })
  expect(await api.library.open({ path })).toMatchObject({ counts: { images: 1, captions: 1 } })
  expect(await api.library.state()).toMatchObject({ library: { path }, recent: [path] })
  close()
})

test('errors arrive with their code, and wrong input names its field', async () => {
  const { api, close } = await connectApi(server, cookie)
  await expect(api.library.open({ path: join(dir, 'nowhere') })).rejects.toMatchObject({
    code: 'APP_ERROR',
    defined: true,
    data: { code: 'library.not-found' }
  })
  await expect(api.images.page({ filter: {}, offset: -1, limit: 10 })).rejects.toMatchObject({
    data: { code: 'input.invalid', params: { field: 'offset' } }
  })
  close()
})

test('settings are kept for the next server, and two servers share no cookie', async () => {
  const { api, close } = await connectApi(server, cookie)
  await api.system.saveSettings({ locale: 'vi', theme: 'dark', device: 'cpu' })
  close()
  const other = await serve(join(dir, 'home'))
  expect((await ask(other.port, '/', { cookie })).status).toBe(401)
  expect(await enter(other)).not.toBe(cookie)
  expect(await other.stop()).toBe(0)
})

test('a second server does not get a library that is open elsewhere', async () => {
  const { api, close } = await connectApi(server, cookie)
  const path = join(dir, 'locked')
  await api.library.create({ path })
  await expect(serve(join(dir, 'home'), '--library', path)).rejects.toThrow(
    'ended with 1: library.locked'
  )
  close()
})

test('a port that is taken is named in one line', async () => {
  const home = join(dir, 'home')
  await expect(serve(home, '--port', String(server.port))).rejects.toThrow('host.port-unavailable')
  await expect(serve(home, '--port', '99999')).rejects.toThrow('host.port-unavailable')
})
