import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src/shared/contract'
import { logInPaths } from '../../src/shared/log-in'
import { mayCall } from '../../src/shared/roles'
import { sessionPath } from '../../src/shared/session-key'
import { databaseOf } from '../../src/main/store/core/connection'
import { closePeople, openPeople } from '../../src/main/store/people/people-db'
import { connect } from './support/api'
import { RawApi } from './support/raw-api'
import { ask, serve, type Pass, type Server } from './support/serve'
import {
  cookieOf,
  HOST,
  invite,
  join,
  logIn,
  openApi,
  openPage,
  openSocket,
  ORIGIN,
  PASSWORD,
  post,
  serveTeam
} from './support/team'
import { viecap } from './support/viecap'

let dir: string
let root: string
let server: Server
let lan: Pass
let hoa: Pass
let admin: Pass

const PATIENCE_MS = 60_000
const home = () => joinPath(dir, 'home')
const users = (...args: string[]) => viecap(home(), 'users', ...args)
const page = (headers: Record<string, string>) => ask(server.port, '/', { host: HOST, ...headers })
const refused = (code: string) => ({ data: { code } })

beforeAll(async () => {
  dir = mkdtempSync(joinPath(tmpdir(), 'viecap-team-'))
  root = joinPath(dir, 'images')
  mkdirSync(root)
  const image = { width: 40, height: 30, channels: 3 as const, background: '#a03020' }
  for (const name of ['a.jpg', 'b.jpg']) {
    await sharp({ create: image }).jpeg().toFile(joinPath(root, name))
  }
  const records = [
    { id: 'a.jpg', captions: 'một .' },
    { id: 'b.jpg', captions: 'hai .' }
  ]
  writeFileSync(joinPath(root, 'a.json'), JSON.stringify(records))
  const library = joinPath(root, 'library')
  await viecap(home(), 'import', joinPath(root, 'a.json'), '--library', library)
  server = await serveTeam(home(), root, '--library', library)
  lan = await join(server, 'lan', 'annotator')
  hoa = await join(server, 'hoa', 'annotator')
  admin = await join(server, 'quản-trị', 'admin')
}, 120_000)
afterAll(async () => {
  await server?.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

describe('without a session', () => {
  test('there is the log-in page, and no key, image or API', async () => {
    const { status, headers, body } = await page({})
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toContain('log-in')
    expect(body).not.toContain('viecap-session-key')
    for (const cookie of ['', 'viecap_80=guess', 'viecap_80=', `viecap_80=${'x'.repeat(4000)}`]) {
      expect((await openPage(server, cookie)).key).toBe('')
      for (const key of ['', 'guess', lan.key]) {
        const path = sessionPath(key, 'media/images/1')
        expect((await ask(server.port, path, { host: HOST, cookie })).status).toBe(401)
        await expect(openSocket(server, { cookie, key })).rejects.toThrow('refused with 401')
      }
    }
  })

  test('the cookie of one and the key of another open nothing', async () => {
    const mixed = { cookie: lan.cookie, key: hoa.key }
    await expect(openSocket(server, mixed)).rejects.toThrow('refused with 401')
    const path = sessionPath(hoa.key, 'media/images/1')
    expect((await ask(server.port, path, { host: HOST, cookie: lan.cookie })).status).toBe(401)
    expect((await ask(server.port, path, { host: HOST, cookie: hoa.cookie })).status).toBe(200)
  })

  test.each([
    ['not JSON', '{"name":', 400],
    ['another shape', { name: ['lan'], password: { $ne: '' } }, 400],
    ['a form', 'name=lan&password=x', 400],
    ['far too much', { name: 'lan', password: 'x'.repeat(1e6) }, 413],
    ['NUL', { name: 'lan\0', password: 'x' }, 400]
  ])('%s is no log-in', async (_what, body, status) => {
    expect((await post(server, logInPaths.logIn, body)).status).toBe(status)
  })

  test('only what is asked by POST logs in or out', async () => {
    const out = await ask(server.port, logInPaths.logOut, { host: HOST, cookie: lan.cookie })
    expect(out.status).toBe(404)
    expect((await openPage(server, lan.cookie)).key).toBe(lan.key)
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      const headers = { host: HOST, origin: ORIGIN }
      expect((await ask(server.port, '/', headers, method)).status).toBe(405)
    }
  })
})

describe('a session', () => {
  test('is a cookie that scripts and other sites do not get, new at each log-in', async () => {
    await join(server, 'mai', 'annotator')
    const input = { name: 'Mai', password: PASSWORD }
    const first = await post(server, logInPaths.logIn, input)
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^viecap_80=[\w-]{32}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/
    )
    const before = cookieOf(first)
    const second = await post(server, logInPaths.logIn, input, { cookie: before })
    expect(cookieOf(second)).not.toBe(before)
    expect((await openPage(server, before)).key).toBe('')
    expect((await openPage(server, cookieOf(second))).key).not.toBe('')
  })

  test('ends by logging out, alone or everywhere', async () => {
    await join(server, 'dung', 'annotator')
    const passes = [await logIn(server, 'dung'), await logIn(server, 'dung')]
    const third = await logIn(server, 'dung')
    const { socket } = await openApi(server, third)
    const closed = once(socket, 'close')
    const out = await post(server, logInPaths.logOut, {}, { cookie: passes[0]?.cookie ?? '' })
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
    expect((await openPage(server, passes[0]?.cookie ?? '')).key).toBe('')
    expect((await openPage(server, passes[1]?.cookie ?? '')).key).not.toBe('')
    await post(server, logInPaths.logOutEverywhere, {}, { cookie: passes[1]?.cookie ?? '' })
    expect((await openPage(server, third.cookie)).key).toBe('')
    expect((await closed)[0]).toBe(1008)
  })

  test('that is too old, or of somebody who is disabled, is refused at the next call', async () => {
    await join(server, 'tam', 'annotator')
    for (const end of [expire, () => users('disable', 'tam')]) {
      const pass = await logIn(server, 'tam')
      const { api, socket } = await openApi(server, pass)
      await api.system.settings()
      const closed = once(socket, 'close')
      await end()
      await expect(api.system.settings()).rejects.toMatchObject(refused('people.signed-out'))
      await closed
      expect((await openPage(server, pass.cookie)).key).toBe('')
      await expect(openSocket(server, pass)).rejects.toThrow('refused with 401')
    }
    const again = await post(server, logInPaths.logIn, { name: 'tam', password: PASSWORD })
    expect(again.status).toBe(401)

    function expire(): Promise<void> {
      const people = openPeople(home())
      databaseOf(people).exec(
        "UPDATE session SET seen_at = 0 WHERE user_id = (SELECT id FROM user WHERE name = 'tam')"
      )
      closePeople(people)
      return Promise.resolve()
    }
  })

  test('has the role that its person has now', async () => {
    await join(server, 'vy', 'annotator')
    const { api, socket } = await openApi(server, await logIn(server, 'vy'))
    const split = () => api.images.setSplit({ ids: [], split: 'val' })
    await expect(split()).rejects.toMatchObject(refused('people.role-needed'))
    await users('role', 'vy', '--role', 'reviewer')
    await expect(split()).resolves.toEqual({ done: true })
    expect((await api.system.info()).user).toEqual({ name: 'vy', role: 'reviewer' })
    socket.close()
  })
})

test('an invitation sets a password once, and ends the sessions of before', async () => {
  const token = await invite(home(), 'bình', 'reviewer')
  const look = await post(server, logInPaths.invited, { token })
  expect(JSON.parse(look.body)).toEqual({ name: 'bình' })
  const short = await post(server, logInPaths.setPassword, { token, password: 'ngắn' })
  expect(short.status).toBe(400)
  expect(JSON.parse(short.body)).toMatchObject({ code: 'people.short-password' })
  const set = await post(server, logInPaths.setPassword, { token, password: PASSWORD })
  expect(set.status).toBe(204)
  for (const path of [logInPaths.setPassword, logInPaths.invited]) {
    expect((await post(server, path, { token, password: 'mật khẩu khác' })).status).toBe(401)
  }
  await users('reset', 'bình')
  expect((await openPage(server, cookieOf(set))).key).toBe('')
})

describe('requests from elsewhere', () => {
  test.each([
    ['another host', { host: 'evil.example' }],
    ['our address', { host: '127.0.0.1' }],
    ['another port', { host: `${HOST}:81` }],
    ['a name that begins as ours', { host: `${HOST}.evil.example` }],
    ['no name', { host: '' }],
    ['another origin', { host: HOST, origin: 'https://evil.example' }],
    ['our origin by another scheme', { host: HOST, origin: `https://${HOST}` }],
    ['a null origin', { host: HOST, origin: 'null' }],
    ['a forwarded host', { host: 'evil.example', 'x-forwarded-host': HOST }],
    ['another forwarded one', { host: '127.0.0.1', forwarded: `host=${HOST};proto=http` }]
  ])('%s is refused with all secrets', async (_name, headers) => {
    const { cookie, key } = lan
    const media = sessionPath(key, 'media/images/1')
    const answer = await ask(server.port, '/', { cookie, ...headers })
    expect(answer.status).toBe(403)
    expect(answer.body).not.toContain(key)
    expect((await ask(server.port, media, { cookie, ...headers })).status).toBe(403)
    const body = JSON.stringify({ name: 'lan', password: PASSWORD })
    const posted = await ask(server.port, logInPaths.logIn, headers, 'POST', body)
    expect(posted.status).toBe(403)
    const own = { cookie, origin: ORIGIN, ...headers }
    await expect(openSocket(server, lan, own)).rejects.toThrow('refused with 403')
  })

  test('a name with more in it than a port is none', async () => {
    for (const host of [`evil.example@${HOST}`, `${HOST}/evil.example`, `${HOST}?`, `${HOST}#`]) {
      expect((await page({ host, cookie: lan.cookie })).status).toBe(400)
      await expect(openSocket(server, lan, { host })).rejects.toThrow('refused with 403')
    }
  })

  test('what may change something has to say where it comes from', async () => {
    const body = JSON.stringify({ name: 'lan', password: PASSWORD })
    const posted = await ask(server.port, logInPaths.logIn, { host: HOST }, 'POST', body)
    expect(posted.status).toBe(403)
    const { cookie, key } = lan
    await expect(connect(server.port, key, { host: HOST, cookie })).rejects.toThrow(
      'refused with 403'
    )
  })

  test('where a request says it was forwarded from counts for proxies that are trusted', async () => {
    const forged = { 'x-forwarded-for': '203.0.113.9' }
    const latest = async (place: string) => {
      const { stdout } = await viecap(place, 'users', 'log', '--limit', '1', '--json')
      return (JSON.parse(stdout) as { entries: { address: string }[] }).entries[0]?.address
    }
    await logIn(server, 'hoa', forged)
    expect(await latest(home())).toBe('127.0.0.1')
    const other = joinPath(dir, 'behind')
    const behind = await serveTeam(other, root, '--trust-proxy', 'loopback')
    await join(behind, 'lan', 'annotator')
    await logIn(behind, 'lan', { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' })
    expect(await latest(other)).toBe('203.0.113.9')
    await behind.stop()
  })
})

test('guessing a password is stopped, also for who then guesses it', async () => {
  await join(server, 'khoa', 'annotator')
  const guess = (password: string) =>
    post(server, logInPaths.logIn, { name: 'khoa', password }).then(({ status }) => status)
  const guesses = await Promise.all(Array.from({ length: 14 }, (_, n) => guess(`guess ${n}`)))
  expect(guesses.filter((status) => status === 401)).toHaveLength(10)
  expect(guesses.filter((status) => status === 429)).toHaveLength(4)
  expect(await guess(PASSWORD)).toBe(429)
})

test('a message that is far too large ends the connection and nothing else', async () => {
  const socket = await openSocket(server, lan)
  const closed = once(socket, 'close')
  socket.on('error', () => undefined)
  socket.send('x'.repeat(40 * 1024 * 1024))
  expect((await closed)[0]).toBe(1009)
  expect((await openPage(server, lan.cookie)).key).toBe(lan.key)
})

const procedures = Object.entries(contract).flatMap(([area, names]) =>
  Object.keys(names).map((name): [string, string] => [area, name])
)

test.each(['annotator', 'reviewer', 'trainer'] as const)(
  'a %s is refused all that is not theirs, and nothing else',
  async (role) => {
    const raw = RawApi.over(
      await openSocket(server, await join(server, `only-${role}`, role)),
      PATIENCE_MS
    )
    const refusals: string[] = []
    for (const procedure of procedures) {
      // Nothing is to happen to the library that others test with.
      if (mayCall(role, procedure) && !takesInput(procedure)) continue
      const answer = await raw.call(procedure.join('.'), { not: 'an input' })
      const code = answer.kind === 'error' ? (answer.data as { code?: string }).code : null
      if (code === 'people.role-needed') refusals.push(procedure.join('.'))
    }
    const expected = procedures.filter((procedure) => !mayCall(role, procedure))
    expect(refusals).toEqual(expected.map((procedure) => procedure.join('.')))
    await raw.close()
  }
)

function takesInput([area, name]: [string, string]): boolean {
  const areas = contract as unknown as Record<
    string,
    Record<string, { '~orpc': { inputSchema?: unknown } }>
  >
  return areas[area]?.[name]?.['~orpc'].inputSchema !== undefined
}

test('only an admin names paths, inside the folders that the server is limited to', async () => {
  const [own, chief] = [await openApi(server, lan), await openApi(server, admin)]
  const list = (path: string) => ({ path, files: true })
  await expect(own.api.folders.list(list(root))).rejects.toMatchObject(
    refused('people.role-needed')
  )
  expect(await own.api.library.state()).toMatchObject({ recent: [] })
  expect(await chief.api.folders.list(list(root))).toMatchObject({ path: root })
  await expect(chief.api.folders.list(list(home()))).rejects.toMatchObject(
    refused('file.outside-roots')
  )
  own.socket.close()
  chief.socket.close()
})

test('what people do carries their names, and each has settings of their own', async () => {
  const [one, two] = [await openApi(server, lan), await openApi(server, hoa)]
  const { rows } = await one.api.images.page({ filter: {}, offset: 0, limit: 2 })
  const imageId = rows[0]?.id ?? 0
  const text = 'Lan viết câu này .'
  const saved = await one.api.captions.save({ id: null, imageId, text, version: null })
  expect(await two.api.captions.undo()).toBeNull()
  await two.api.captions.save({ ...saved, text: 'Hoa sửa câu này .' })
  await expect(one.api.captions.undo()).rejects.toMatchObject(refused('undo.changed-since'))
  const history = await one.api.captions.history({ id: saved.id })
  expect(history.map(({ actor }) => actor)).toEqual(['person:lan', 'person:hoa'])

  const settings = await one.api.system.settings()
  await one.api.system.saveSettings({ ...settings, locale: 'vi', annotator: 'Hoa', device: 'cpu' })
  expect(await one.api.system.settings()).toMatchObject({
    locale: 'vi',
    annotator: 'lan',
    device: 'auto'
  })
  expect(await two.api.system.settings()).toMatchObject({ locale: 'system', annotator: 'hoa' })
  await one.api.system.remember({ name: 'filter', value: 'is:draft' })
  expect(await two.api.system.remembered()).toEqual({})
  await one.api.captions.remove({ id: saved.id })
  const { stdout } = await users('log', '--limit', '1', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    entries: [
      { actor: 'lan', action: 'captions.remove', subject: JSON.stringify({ id: saved.id }) }
    ]
  })
  one.socket.close()
  two.socket.close()
})

test.runIf(hasOpenssl())(
  'HTTPS by a certificate: a cookie of this host alone, and HSTS',
  async () => {
    const [cert, key] = [joinPath(dir, 'cert.pem'), joinPath(dir, 'key.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2'
      ].concat(['-subj', `/CN=${HOST}`, '-keyout', key, '-out', cert]),
      { stdio: 'ignore' }
    )
    const place = joinPath(dir, 'https-home')
    const args = ['--public-url', `https://${HOST}`, '--port', '0', '--root', root]
    const secure = await serve(place, ...args, '--cert', cert, '--key', key)
    const token = await invite(place, 'lan', 'annotator')
    const body = JSON.stringify({ token, password: PASSWORD })
    const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: secure.port,
          servername: HOST,
          method: 'POST',
          path: logInPaths.setPassword,
          ca: readFileSync(cert),
          checkServerIdentity: () => undefined,
          headers: { host: HOST, origin: `https://${HOST}` }
        },
        (response) => {
          response.resume()
          resolve(response.headers)
        }
      )
      sent.on('error', reject)
      sent.end(body)
    })
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-viecap=.*; HttpOnly; Secure; SameSite=Lax$/)
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    await secure.stop()
    const broken = await viecap(place, 'serve', ...args, '--cert', key, '--key', cert, '--json')
    expect(JSON.parse(broken.stdout)).toMatchObject({ error: { code: 'host.bad-certificate' } })
  }
)

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.each([
  [['--host', '0.0.0.0'], '--public-url'],
  [['--public-url', 'captions.example'], '--public-url'],
  [['--public-url', 'https://captions.example/path'], '--public-url'],
  [['--public-url', 'https://captions.example', '--open'], '--open'],
  [['--public-url', 'https://captions.example', '--cert', 'x.pem'], '--cert'],
  [['--public-url', 'https://captions.example', '--trust-proxy', 'somewhere'], '--trust-proxy'],
  [['--cert', 'x.pem', '--key', 'y.pem'], '--cert']
])('%j is a wrong call', async (args, named) => {
  const { code, stderr } = await viecap(joinPath(dir, 'wrong'), 'serve', ...args, '--root', root)
  expect(code).toBe(2)
  expect(stderr).toContain(named)
})
