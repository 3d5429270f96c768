import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Mulberry32 } from '../../src/main/engine/server/bench/mulberry32'
import { LinkFiles } from '../../src/main/hosts/web/link-files'
import { sessionPath } from '../../src/shared/session-key'
import { connect, connectApi } from '../integration/support/api'
import { ask, enter, serve, type Pass, type Server } from '../integration/support/serve'
import { times } from './scale'

/** What is sent to the browser host by those who are not to get in. */
let dir: string
let server: Server
let pass: Pass

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-forged-'))
  server = await serve(join(dir, 'home'))
  pass = await enter(server)
  const { api, close } = await connectApi(server, pass)
  await api.library.create({ path: join(dir, 'library') })
  close()
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

type Headers = Record<string, string>

const unusedToken = (): string =>
  new URL(new LinkFiles(server.home).find(server.port)).searchParams.get('token') ?? ''
const api = (key: string) => sessionPath(key, 'rpc')
const own = () => `http://127.0.0.1:${server.port}`

/** Hosts and origins of somebody else. */
const foreign: Headers[] = [
  { host: 'evil.example' },
  { host: '127.0.0.1.evil.example' },
  { host: 'localhost.evil.example:80' },
  { host: 'evil-localhost' },
  { host: '127.0.0.1@evil.example' },
  { host: '0.0.0.0' },
  { host: '192.168.1.2:7800' },
  { host: '[::2]:80' },
  { host: '2130706433' },
  { host: 'localhost:80:80' },
  { host: 'localhost:' },
  { host: 'local host' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'http://evil.example' },
  { origin: 'http://127.0.0.1' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'file://' },
  { host: 'localhost:1', origin: 'http://localhost:2' },
  { host: 'localhost:1', origin: 'http://127.0.0.1:1' }
]

test.each(foreign)('%j is refused with every secret in hand', async (headers) => {
  const token = unusedToken()
  const { cookie, key } = pass
  for (const path of ['/', `/?token=${token}`, sessionPath(key, 'media/images/1')]) {
    const { status } = await ask(server.port, path, { cookie, ...headers })
    // What cannot be the name of a host is no request at all.
    expect([400, 403], `${path} ${status}`).toContain(status)
  }
  await expect(connect(server.port, key, { cookie, ...headers })).rejects.toThrow('403')
  expect(unusedToken()).toBe(token)
})

test('without a right token, cookie or key nothing is given', async () => {
  const used = new URL(new LinkFiles(server.home).find(server.port)).searchParams.get('token') ?? ''
  const other = await enter(server, used)
  const [name = '', value = ''] = pass.cookie.split('=')
  const cookies = [
    '',
    name,
    `${name}=`,
    `${name}=${value.slice(0, -1)}`,
    `${name}=${value}x`,
    `x${name}=${value}`,
    // Of a host at another port, which browsers send here too.
    `viecap_1=${value}`,
    `${name}=${pass.key}`,
    `${name}=guess; ${pass.cookie}`
  ]
  for (const cookie of cookies) {
    for (const path of ['/', '/index.html', '/icon.svg', sessionPath(pass.key, 'media/images/1')]) {
      const answer = await ask(server.port, path, { cookie })
      expect(answer.status, `${cookie} ${path}`).toBe(401)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    await expect(connect(server.port, pass.key, { cookie })).rejects.toThrow('401')
  }
  const keys = [
    '',
    'undefined',
    pass.key.slice(1),
    `${pass.key}x`,
    other.key,
    value,
    '..',
    '%2e%2e'
  ]
  for (const key of keys) {
    const path = sessionPath(key, 'media/images/1')
    const { status } = await ask(server.port, path, { cookie: pass.cookie })
    // With dots for a key it is the path of a file that the window does not have.
    expect(status, key).toBe(decodeURIComponent(key) === '..' ? 404 : 401)
    await expect(connect(server.port, key, { cookie: pass.cookie })).rejects.toThrow('401')
  }
  for (const token of [used, server.token, '', 'undefined', unusedToken().slice(1), pass.key]) {
    expect((await ask(server.port, `/?token=${token}`)).status).toBe(401)
  }
  expect((await ask(server.port, `/?token=x&token=${unusedToken()}`)).status).toBe(401)
})

test('a page of another origin gets no socket, whatever it knows', async () => {
  for (const origin of ['https://evil.example', own().replace(/\d+$/, '1'), 'null']) {
    const headers = { cookie: pass.cookie, origin }
    await expect(connect(server.port, pass.key, headers)).rejects.toThrow('403')
  }
  const socket = await connect(server.port, pass.key, { cookie: pass.cookie, origin: own() })
  socket.close()
})

test('no path leads to a file that is not of the window or an image', async () => {
  const up = ['..', '%2e%2e', '.%2e', '..%00', '%252e%252e', '..;', '....', '\\..', '%5c..']
  const { cookie, key } = pass
  for (const step of up) {
    for (const depth of [1, 2, 5, 12]) {
      const way = Array.from({ length: depth }, () => step).join('/')
      for (const target of ['etc/passwd', 'main/cli.js', 'package.json', 'library.sqlite']) {
        for (const start of [
          '/',
          '/assets/',
          sessionPath(key, 'media/'),
          sessionPath(key, 'media/images/')
        ]) {
          const { status } = await ask(server.port, `${start}${way}/${target}`, { cookie })
          expect(status, `${start}${way}/${target}`).toBeGreaterThanOrEqual(400)
        }
      }
    }
  }
  for (const path of ['http://evil.example/', '//evil.example/', '/\\evil.example', '*']) {
    const { status, headers } = await ask(server.port, path, { cookie })
    expect(status, path).toBeGreaterThanOrEqual(400)
    expect(headers.location).toBeUndefined()
  }
})

test('other methods are refused, a right token with them is not used up', async () => {
  const token = unusedToken()
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
    const { status } = await ask(server.port, `/?token=${token}`, { cookie: pass.cookie }, method)
    expect(status).toBe(405)
  }
  expect((await ask(server.port, `/?token=${token}`, {}, 'HEAD')).status).toBe(401)
  expect(unusedToken()).toBe(token)
})

/** Writes `text` raw and breaks the connection off, by a reset or after what the server says. */
function breakOff(text: string, reset: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection(server.port, '127.0.0.1', () => {
      socket.write(text, () => {
        if (reset) socket.resetAndDestroy()
        else setTimeout(() => socket.destroy(), 5)
      })
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    socket.resume()
  })
}

test('requests that are broken off, cut or garbage do not end the host', async () => {
  const upgrade = (path: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\n` +
    `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
    `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${pass.cookie}\r\n${more}\r\n`
  const frames = ['\x81\x05hello', '\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff', '\x00', '\xff\xff']
  const whole = [
    upgrade('/other'),
    upgrade(api('wrong')),
    upgrade(api(pass.key)),
    ...frames.map((frame) => upgrade(api(pass.key)) + frame),
    upgrade(api(pass.key), 'Sec-WebSocket-Extensions: x\r\n'),
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.0\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
    `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'
  ]
  const random = new Mulberry32(18)
  for (let round = 0; round < times(400, 40); round += 1) {
    const text = whole[random.integer(0, whole.length - 1)] ?? ''
    const cut = random.integer(0, 2) === 0 ? random.integer(1, text.length) : text.length
    await breakOff(text.slice(0, cut), random.integer(0, 1) === 0)
  }
  const { api: calls, close } = await connectApi(server, pass)
  expect(await calls.system.ping()).toEqual({ done: true })
  close()
})
