import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInPaths } from '../../src/shared/log-in'
import { startOidcProvider, type OidcProvider } from '../fixtures/oidc-provider'
import { ask, type Server } from './support/serve'
import { HOST, openPage, serveTeam } from './support/team'
import { viecap } from './support/viecap'

/** Logging in to a team's server at an OpenID Connect provider. */
let dir: string
let provider: OidcProvider
let server: Server

const users = (...args: string[]) => viecap(server.home, 'users', ...args)

beforeAll(async () => {
  dir = mkdtempSync(joinPath(tmpdir(), 'viecap-provider-'))
  mkdirSync(joinPath(dir, 'root'))
  provider = await startOidcProvider()
  const options = ['--oidc-issuer', provider.issuer, '--oidc-client-id', 'viecap']
  server = await serveTeam(joinPath(dir, 'home'), joinPath(dir, 'root'), ...options)
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await provider?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Goes to the provider and back; gives where that leads, and the session's cookie. */
async function logIn(claims: Record<string, unknown> = {}, browser?: string) {
  provider.next = { claims }
  const begun = await ask(server.port, logInPaths.provider, { host: HOST })
  expect(begun.status).toBe(303)
  const own = begun.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(begun.headers['set-cookie']?.[0]).toContain('HttpOnly; SameSite=Lax')
  const back = new URL(provider.logIn(String(begun.headers.location)))
  const path = back.pathname + back.search
  const answer = await ask(server.port, path, { host: HOST, cookie: browser ?? own })
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  const session = cookies.map((cookie) => cookie.split(';')[0] ?? '')
  return {
    location: answer.headers.location,
    cookie: session.find((cookie) => cookie.startsWith('viecap_80=')) ?? '',
    path,
    own
  }
}

test('the log-in page learns that there is a provider', async () => {
  const { body } = await ask(server.port, logInPaths.ways, { host: HOST })
  expect(JSON.parse(body)).toEqual({ provider: '127.0.0.1' })
})

test('an invited person is known by the verified e-mail address, and then by the account', async () => {
  const nobody = await logIn()
  expect(nobody).toMatchObject({ location: '/?refused=people.not-linked', cookie: '' })
  await users('add', 'lan', '--role', 'annotator', '--email', 'Lan@example.vn')
  expect(await logIn({ email_verified: false })).toMatchObject({ cookie: '' })
  const first = await logIn()
  expect(first.location).toBe('/')
  expect((await openPage(server, first.cookie)).key).not.toBe('')

  // The subject is hers from now on, whatever address it has; another subject with it is not.
  const later = await logIn({ email: 'lan.moi@example.vn' })
  expect((await openPage(server, later.cookie)).key).not.toBe('')
  expect(await logIn({ sub: 'another subject' })).toMatchObject({ cookie: '' })
  await users('disable', 'lan')
  expect(await logIn()).toMatchObject({ location: '/?refused=people.not-linked', cookie: '' })
  await users('enable', 'lan')
  await users('email', 'lan')
  expect(await logIn()).toMatchObject({ cookie: '' })
})

test('nobody comes in by a link that another browser began, or that was used', async () => {
  await users('add', 'hoa', '--role', 'annotator', '--email', 'hoa@example.vn')
  const claims = { sub: 'subject-of-hoa', email: 'hoa@example.vn' }
  const failed = { location: '/?refused=people.provider-failed', cookie: '' }
  for (const browser of ['', 'viecap_provider=', 'viecap_provider=guess']) {
    expect(await logIn(claims, browser)).toMatchObject(failed)
  }
  const { path, own, cookie } = await logIn(claims)
  expect(cookie).not.toBe('')
  const again = await ask(server.port, path, { host: HOST, cookie: own })
  expect(again.headers.location).toBe('/?refused=people.provider-failed')
})

test.each([
  [['--oidc-issuer', 'https://a.example'], '--oidc-client-id'],
  [['--oidc-issuer', 'http://a.example', '--oidc-client-id', 'x'], 'https://'],
  [['--oidc-client-id', 'x'], '--oidc-issuer']
])('%j is a wrong call', async (options, named) => {
  const place = ['--public-url', 'https://captions.example', '--root', joinPath(dir, 'root')]
  const { code, stderr } = await viecap(joinPath(dir, 'wrong'), 'serve', ...place, ...options)
  expect(code).toBe(2)
  expect(stderr).toContain(named)
})
