import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type RequestOptions } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { logInPaths } from '../../src/shared/log-in'
import { sessionPath } from '../../src/shared/session-key'
import type { Api } from './support/api'
import { serve, type Answer, type Server } from './support/serve'
import { cookieOf, invite, PASSWORD } from './support/team'
import { viecap } from './support/viecap'

/** The proxies of docs/server.md, configured as it says; those that the machine has not are left out. */
const proxies = [
  {
    name: 'Caddy',
    command: 'caddy',
    args: ['run', '--adapter', 'caddyfile', '--config', 'config'],
    config: ({ outer, inner }: Ports) => `{
      admin off
      auto_https disable_redirects
    }
    https://localhost:${outer} {
      tls cert.pem key.pem
      reverse_proxy 127.0.0.1:${inner}
    }`
  },
  {
    name: 'nginx',
    command: 'nginx',
    args: ['-p', '.', '-e', 'stderr', '-c', 'config', '-g', 'daemon off;'],
    config: ({ outer, inner }: Ports) => `pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
      uwsgi_temp_path temp; scgi_temp_path temp;
      server {
        listen 127.0.0.1:${outer} ssl;
        server_name localhost;
        ssl_certificate     cert.pem;
        ssl_certificate_key key.pem;
        location / {
          proxy_pass http://127.0.0.1:${inner};
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection "upgrade";
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          proxy_read_timeout 1h;
        }
      }
    }`
  }
]
interface Ports {
  outer: number
  inner: number
}

// Elsewhere than on Linux, the loopback has one address, and a client cannot be told from a proxy.
const canRun = process.platform === 'linux' && has('openssl')

for (const { name, command, args, config } of proxies) {
  describe.runIf(canRun && has(command))(`behind ${name}`, () => {
    let dir: string
    let home: string
    let proxy: ChildProcess
    let server: Server
    let port: number
    let ca: Buffer

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'viecap-proxy-'))
      home = join(dir, 'home')
      const root = join(dir, 'root')
      for (const folder of [root, join(dir, 'temp')]) mkdirSync(folder)
      execFileSync(
        'openssl',
        'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem'.split(
          ' '
        ),
        { cwd: dir, stdio: 'ignore' }
      )
      ca = readFileSync(join(dir, 'cert.pem'))
      port = await freePort()
      const inner = await freePort()
      const place = ['--public-url', `https://localhost:${port}`, '--port', String(inner)]
      server = await serve(home, ...place, '--root', root, '--trust-proxy', '127.0.0.1')
      writeFileSync(join(dir, 'config'), config({ outer: port, inner }))
      // Caddy keeps its own state in these.
      const env = { ...process.env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir }
      proxy = spawn(command, args, { cwd: dir, stdio: 'ignore', env })
      const answers = async () => expect((await ask('/')).status).toBe(200)
      await vi.waitFor(answers, { timeout: 60_000 })
    })
    afterAll(async () => {
      const ended = proxy && once(proxy, 'exit')
      proxy?.kill('SIGTERM')
      await ended
      await server?.stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
    })

    function ask(path: string, options: RequestOptions = {}, content = ''): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const sent = request(
          { host: 'localhost', family: 4, port, path, ca, ...options },
          (response) => {
            let body = ''
            response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
            const { statusCode: status = 0, headers } = response
            response.on('end', () => resolve({ status, headers, body }))
          }
        )
        sent.on('error', reject)
        sent.end(content)
      })
    }
    const origin = () => `https://localhost:${port}`
    const post = (path: string, body: unknown, { headers, ...options }: RequestOptions = {}) =>
      ask(
        path,
        { ...options, method: 'POST', headers: { origin: origin(), ...headers } },
        JSON.stringify(body)
      )

    test('people log in and work over a WebSocket, and the log knows where they come from', async () => {
      const token = await invite(home, 'lan', 'annotator')
      const set = await post(logInPaths.setPassword, { token, password: PASSWORD })
      expect(set.status).toBe(204)
      const cookie = cookieOf(set)
      expect(cookie).toMatch(/^__Host-viecap=/)
      const { body } = await ask('/', { headers: { cookie } })
      const [, key = ''] = /name="viecap-session-key" content="([^"]+)"/.exec(body) ?? []

      const address = `wss://localhost:${port}${sessionPath(key, 'rpc')}`
      const websocket = new WebSocket(address, { ca, headers: { cookie, origin: origin() } })
      await once(websocket, 'open')
      const api: Api = createORPCClient(new RPCLink({ websocket }))
      expect((await api.system.info()).user).toEqual({ name: 'lan', role: 'annotator' })
      const events = await api.events.watch()
      await events.return?.(undefined)
      websocket.close()

      const client = { localAddress: '127.0.0.2', headers: { 'x-forwarded-for': '203.0.113.9' } }
      await post(logInPaths.logIn, { name: 'lan', password: PASSWORD }, client)
      const { stdout } = await viecap(home, 'users', 'log', '--limit', '1', '--json')
      expect(JSON.parse(stdout)).toMatchObject({
        entries: [{ action: 'log-in', address: '127.0.0.2' }]
      })
    })

    test('another site opens no WebSocket with the cookie', async () => {
      const headers = { origin: 'https://evil.example' }
      const websocket = new WebSocket(`wss://localhost:${port}/session/x/rpc`, { ca, headers })
      const status = new Promise((resolve) =>
        websocket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
      )
      websocket.on('error', () => undefined)
      expect(await status).toBe(403)
    })
  })
}

function has(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
