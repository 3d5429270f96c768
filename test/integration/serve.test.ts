import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { LinkFiles } from '../../src/main/hosts/web/link-files'
import { sessionPath } from '../../src/shared/session-key'
import { connect, connectApi } from './support/api'
import { ask, enter, serve, type Pass, type Server } from './support/serve'
import { viecap } from './support/viecap'

let dir: string
let server: Server
let pass: Pass
let cookie: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-serve-'))
  server = await serve(join(dir, 'home'))
  pass = await enter(server)
  cookie = pass.cookie
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const connectTo = (headers: Record<string, string>) => connect(server.port, pass.key, headers)
const media = (path: string) => sessionPath(pass.key, `media/${path}`)

test('a link admits one browser: its first page gives a cookie for it alone and a key', async () => {
  const other = await serve(join(dir, 'another-home'))
  const { status, headers, body } = await ask(other.port, `/?token=${other.token}`)
  expect(status).toBe(200)
  expect(headers['cache-control']).toBe('no-store')
  const [given = ''] = headers['set-cookie'] ?? []
  expect(given).toMatch(/^viecap_\d+=[^;]+; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/)
  expect(body).toMatch(/<meta name="viecap-session-key" content="[\w-]{32}"/)

  expect((await ask(other.port, `/?token=${other.token}`)).status).toBe(401)
  const own = { cookie: given.split(';')[0] ?? '' }
  const again = await ask(other.port, `/?token=${other.token}`, own)
  expect(again).toMatchObject({ status: 303, headers: { location: '/' } })
  const page = await ask(other.port, '/', own)
  expect(page.status).toBe(200)
  expect(page.body).toContain('<div id="app">')
  expect(page.body).not.toContain('viecap-session-key')
  await other.stop()
})

test('looking at a link, as programs that show previews do, does not use it up', async () => {
  const token = new URL(new LinkFiles(server.home).find(server.port)).searchParams.get('token')
  expect((await ask(server.port, `/?token=${token}`, {}, 'HEAD')).status).toBe(401)
  const { status } = await ask(server.port, `/?token=${token}`)
  expect(status).toBe(200)
})

test('serve --link prints a link that has not been used, and says where none is running', async () => {
  const printed = await viecap(server.home, 'serve', '--link', '--json')
  const { url } = JSON.parse(printed.stdout) as { url: string }
  const token = new URL(url).searchParams.get('token') ?? ''
  expect(await enter(server, token)).not.toEqual(pass)
  const next = await viecap(server.home, 'serve', '--link', '--port', String(server.port))
  expect(next.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/)
  expect(next.stdout).not.toContain(token)
  const folder = join(server.home, 'links')
  expect(statSync(join(folder, `${server.port}.json`)).mode & 0o777).toBe(0o600)

  const none = await viecap(join(dir, 'nobody'), 'serve', '--link', '--json')
  expect(none.code).toBe(1)
  expect(JSON.parse(none.stdout)).toMatchObject({ error: { code: 'host.none-running' } })
})

test('a host that was killed leaves no link that anybody is told', async () => {
  const home = join(dir, 'killed-home')
  const killed = await serve(home)
  await killed.kill()
  expect((await viecap(home, 'serve', '--link')).code).toBe(1)
})

test('a wrong token and a missing cookie are 401, in words for whoever asks', async () => {
  expect((await ask(server.port, '/?token=wrong')).status).toBe(401)
  const refused = await ask(server.port, '/')
  expect(refused.status).toBe(401)
  expect(refused.headers['content-type']).toContain('text/plain')
  expect(refused.body).toContain('viecap serve --link')
  const shown = await ask(server.port, '/', { accept: 'text/html', 'accept-language': 'vi,en' })
  expect(shown.status).toBe(401)
  expect(shown.headers['content-type']).toContain('text/html')
  expect(shown.body).toMatch(/<html lang="vi">[^]*<p lang="vi"[^]*viecap serve --link/)
})

test.each([
  '127.0.0.1:9000',
  'localhost:9000',
  'LOCALHOST',
  'viecap.localhost:1',
  '127.8.9.1:80',
  '[::1]:9000'
])('the workbench answers at %s, as a forwarded port is', async (host) => {
  const token = new URL(new LinkFiles(server.home).find(server.port)).searchParams.get('token')
  const { status, headers, body } = await ask(server.port, `/?token=${token}`, { host })
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://${host};`)
  const [given = ''] = headers['set-cookie'] ?? []
  const [, key = ''] = /content="([\w-]{32})"/.exec(body) ?? []
  const own = { host, cookie: given.split(';')[0] ?? '' }
  const socket = await connect(server.port, key, { ...own, origin: `http://${host.toLowerCase()}` })
  socket.close()
})

test('a name that is not of this machine is told how to come from elsewhere', async () => {
  const refused = await ask(server.port, '/', { host: 'viecap.example', accept: 'text/html' })
  expect(refused.status).toBe(403)
  expect(refused.body).toContain(`ssh -L 9000:127.0.0.1:${server.port} USER@MACHINE`)
  expect(refused.headers['content-security-policy']).not.toContain('viecap.example')
})

test.runIf(process.platform === 'linux')(
  'the address that opens a browser stands in no list of processes',
  async () => {
    const home = join(dir, 'opened-home')
    const bin = join(dir, 'bin')
    const seen = join(dir, 'seen')
    mkdirSync(bin)
    // Stands for the desktop's own: keeps what it was called with, and the page that it was to open.
    const script =
      `#!/bin/sh\nprintf '%s' "$1" > ${seen}.address\n` +
      `file=\${1#file://}\nstat -c '%a' "$file" > ${seen}.mode\ncat "$file" > ${seen}.part\n` +
      `mv ${seen}.part ${seen}.page\n`
    writeFileSync(join(bin, 'xdg-open'), script, { mode: 0o755 })
    vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`)
    const opened = await serve(home, '--open').finally(() => vi.unstubAllEnvs())
    await expect.poll(() => existsSync(`${seen}.page`)).toBe(true)
    const address = readFileSync(`${seen}.address`, 'utf8')
    expect(address).toMatch(/^file:\/\//)
    expect(address).not.toContain(opened.token)
    expect(readFileSync(`${seen}.mode`, 'utf8')).toBe('600\n')
    expect(readFileSync(`${seen}.page`, 'utf8')).toContain(`/?token=${opened.token}"`)
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
      expect(line).not.toContain(opened.token)
    }

    const page = new URL(address).pathname
    expect(existsSync(page)).toBe(true)
    await enter(opened)
    expect(existsSync(page)).toBe(false)
    await opened.stop()
  }
)

test('it ends also while connections are open that nobody closes', async () => {
  const stubborn = await serve(join(dir, 'stubborn-home'))
  const { close } = await connectApi(stubborn)
  const sockets = ['/other', '/session/wrong/rpc', null].map((path) => {
    const socket = createConnection({ port: stubborn.port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => undefined).resume()
    // The last one never finishes its request.
    socket.write(
      path === null
        ? 'GET / HTTP/1.1\r\nHost: 127'
        : `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
    )
    return socket
  })
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  expect(await stubborn.stop()).toBe(0)
  for (const socket of sockets) socket.destroy()
  close()
})

test.each([
  ['another host name', { host: 'evil.example' }],
  ['our port under another name', { host: 'evil.example:1' }],
  ['a name that only begins as ours', { host: 'localhost.evil.example' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a null origin', { origin: 'null' }]
])('%s is 403 even with all secrets', async (_name, headers) => {
  const token = new URL(new LinkFiles(server.home).find(server.port)).searchParams.get('token')
  expect((await ask(server.port, '/', { cookie, ...headers })).status).toBe(403)
  expect((await ask(server.port, `/?token=${token}`, headers)).status).toBe(403)
  await expect(connectTo({ cookie, ...headers })).rejects.toThrow('refused with 403')
})

test('the cookie alone, or the key alone, opens neither the API nor an image', async () => {
  const name = cookie.split('=')[0] ?? ''
  expect((await ask(server.port, '/', { cookie: `${name}=guess` })).status).toBe(401)
  expect((await ask(server.port, media('images/1'))).status).toBe(401)
  await expect(connectTo({})).rejects.toThrow('refused with 401')
  const other = await enter(server)
  for (const key of ['', 'guess', other.key]) {
    const path = sessionPath(key, 'media/images/1')
    expect((await ask(server.port, path, { cookie })).status).toBe(401)
    await expect(connect(server.port, key, { cookie })).rejects.toThrow('refused with 401')
  }
})

test('a WebSocket elsewhere than at the API is refused', async () => {
  const url = `ws://127.0.0.1:${server.port}${sessionPath(pass.key, 'other')}`
  const socket = new WebSocket(url, { headers: { cookie } })
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

test('over the socket a library is made, filled and opened again, and images are served', async () => {
  const images = join(dir, 'images')
  mkdirSync(images)
  const image = { width: 400, height: 100, channels: 3 as const, background: '#a03020' }
  await sharp({ create: image }).jpeg().toFile(join(images, 'a.jpg'))
  const text = 'một tấm biển đỏ .'
  writeFileSync(join(images, 'captions.json'), JSON.stringify([{ id: 'a.jpg', captions: text }]))

  const { api, close } = await connectApi(server, pass)
  const events = await api.events.watch()
  const path = join(dir, 'library')
  expect(await api.library.create({ path })).toMatchObject({ path, counts: { images: 0 } })
  const { jobId } = await api.imports.start({ path: join(images, 'captions.json') })
  for await (const event of events) {
    if (event.type === 'job' && event.job.id === jobId && event.job.finishedAt !== null) {
      expect(event.job).toMatchObject({ state: 'done', result: { images: { added: 1 } } })
      break
    }
  }
  const { rows } = await api.images.page({ filter: { text: 'bien do' }, offset: 0, limit: 10 })
  expect(rows).toMatchObject([{ name: 'a.jpg', width: 400, firstCaption: text }])
  const id = rows[0]?.id ?? 0

  const thumbnail = await ask(server.port, media(`thumbnails/256/${id}`), { cookie })
  expect(thumbnail).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
  const etag = String(thumbnail.headers.etag)
  const again = await ask(server.port, media(`thumbnails/256/${id}`), {
    cookie,
    'if-none-match': etag
  })
  expect(again).toMatchObject({ status: 304, body: '' })
  const whole = await ask(server.port, media(`images/${id}`), { cookie })
  expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } })
  for (const missing of ['images/999', 'thumbnails/999/1', 'images/x', 'images/1/1/1', '']) {
    expect((await ask(server.port, media(missing), { cookie })).status).toBe(404)
  }

  await api.library.close()
  await expect(api.images.get({ id })).rejects.toMatchObject({
    data: { code: 'library.none-open' }
  })
  expect(await api.library.open({ path })).toMatchObject({ counts: { images: 1, captions: 1 } })
  expect(await api.library.state()).toMatchObject({
    library: { path },
    recent: [{ path, present: true }]
  })
  close()
})

test('errors arrive with their code, and wrong input names its field', async () => {
  const { api, close } = await connectApi(server, pass)
  await expect(api.library.open({ path: join(dir, 'nowhere') })).rejects.toMatchObject({
    code: 'APP_ERROR',
    defined: true,
    data: { code: 'library.not-found' }
  })
  await expect(api.images.page({ filter: {}, offset: -1, limit: 10 })).rejects.toMatchObject({
    data: { code: 'input.too-small', params: { field: 'offset' } }
  })
  close()
})

const CURVES = { what: 'curves', metric: 'loss', format: 'csv' } as const

describe('a host that is limited to folders', () => {
  let limited: Server
  let window: Awaited<ReturnType<typeof connectApi>> & Pass
  let inside: string
  let outside: string

  beforeAll(async () => {
    inside = realpathSync(mkdtempSync(join(dir, 'inside-')))
    outside = realpathSync(mkdtempSync(join(dir, 'outside-')))
    for (const folder of [inside, outside]) {
      const image = { width: 40, height: 30, channels: 3 as const, background: '#a03020' }
      await sharp({ create: image }).jpeg().toFile(join(folder, 'a.jpg'))
      writeFileSync(join(folder, 'a.json'), JSON.stringify([{ id: 'a.jpg', captions: 'một .' }]))
      writeFileSync(join(folder, 'list.txt'), `a.jpg\n${join(outside, 'a.jpg')}\n`)
    }
    symlinkSync(outside, join(inside, 'out'))
    const home = join(dir, 'limited-home')
    // Libraries that were made without a limit: one outside, and one inside whose images are not.
    for (const library of [join(outside, 'library'), join(inside, 'mixed')]) {
      const imported = await viecap(home, 'import', join(outside, 'a.json'), '--library', library)
      expect(imported.code).toBe(0)
    }
    limited = await serve(home, '--root', inside)
    const own = await enter(limited)
    window = { ...(await connectApi(limited, own)), ...own }
    await window.api.library.create({ path: join(inside, 'library') })
  })
  afterAll(async () => {
    window.close()
    await limited.stop()
  })

  test('refuses every path that leads out, and says what is allowed', async () => {
    const { api } = window
    const refusals: ((folder: string) => Promise<unknown>)[] = [
      (folder) => api.folders.list({ path: folder, files: true }),
      (folder) => api.library.open({ path: join(folder, 'library') }),
      (folder) => api.library.create({ path: join(folder, 'new') }),
      (folder) => api.library.openDemo({ path: join(folder, 'demo') }),
      (folder) => api.imports.preview({ path: join(folder, 'a.json') }),
      (folder) => api.imports.start({ path: join(folder, 'a.json') }),
      (folder) => api.imports.start({ path: join(inside, 'a.json'), imagesDir: folder }),
      (folder) => api.exports.run({ file: join(folder, 'b.json'), format: 'viecap4h' }),
      (folder) => api.models.add({ path: folder }),
      (folder) => api.models.download({ name: 'gpt2news', folder: join(folder, 'gpt') }),
      (folder) =>
        api.models.exportCaptioner({ format: 'hf', modelId: 1, file: join(folder, 'out') }),
      (folder) => api.captioning.start({ source: { kind: 'folder', path: folder } }),
      (folder) =>
        api.captioning.start({ source: { kind: 'list', path: join(folder, 'list.txt') } }),
      (folder) => api.captioning.score({ jobId: 1, references: join(folder, 'a.json') }),
      (folder) => api.review.exportFile({ jobId: 1, file: join(folder, 'b.jsonl') }),
      (folder) => api.compare.exportFile({ ids: ['run-1'], part: CURVES, file: join(folder, 'c') })
    ]
    for (const folder of [outside, join(inside, 'out'), `${inside}/../${basename(outside)}`, '/']) {
      for (const call of refusals) {
        await expect(call(folder), `${String(call)} ${folder}`).rejects.toMatchObject({
          data: { code: 'file.outside-roots', params: { roots: inside } }
        })
      }
    }
    expect(readdirSync(outside).sort()).toEqual(['a.jpg', 'a.json', 'library', 'list.txt'])
  })

  test('works inside as ever, beginning there', async () => {
    const { api } = window
    const listing = await api.folders.list({ path: null, files: true })
    expect(listing).toMatchObject({ path: inside, parent: null })
    expect(await api.library.state()).toMatchObject({
      recent: [{ path: join(inside, 'library') }, { path: join(inside, 'mixed') }],
      demoPath: join(inside, 'viecap-demo')
    })
    expect(await api.imports.preview({ path: join(inside, 'a.json') })).toMatchObject({
      imagesDir: inside
    })
    const exported = join(inside, 'out.json')
    expect(await api.exports.run({ file: exported, format: 'viecap4h' })).toMatchObject({
      files: [exported]
    })
  })

  test('shows no image and copies none that a library has from outside', async () => {
    const { api, key, cookie } = window
    await api.library.open({ path: join(inside, 'mixed') })
    const { rows } = await api.images.page({ filter: {}, offset: 0, limit: 1 })
    const id = rows[0]?.id ?? 0
    expect(id).toBeGreaterThan(0)
    for (const path of [`images/${id}`, `thumbnails/256/${id}`]) {
      const { status } = await ask(limited.port, sessionPath(key, `media/${path}`), { cookie })
      expect(status).toBe(404)
    }
    const copied = { file: join(inside, 'copied'), format: 'folder', withImages: true } as const
    await expect(api.exports.run(copied)).rejects.toMatchObject({
      data: { code: 'file.outside-roots', params: { path: join(outside, 'a.jpg') } }
    })
    await api.library.open({ path: join(inside, 'library') })
  })

  test('reads no file that a link in an allowed folder leads to outside', async () => {
    const { api } = window
    const secret = 'bí mật'
    writeFileSync(join(outside, 'secret.txt'), secret)
    writeFileSync(join(outside, 'secret.csv'), `image,caption\na.jpg,${secret}\n`)
    writeFileSync(join(outside, 'secret.jsonl'), `{"file_name":"a.jpg","text":"${secret}"}\n`)
    await viecap(
      join(dir, 'limited-home'),
      ...['export', join(outside, 'secret.parquet'), '--format', 'parquet'],
      ...['--library', join(outside, 'library')]
    )
    await viecap(
      join(dir, 'limited-home'),
      ...['export', join(outside, 'shards'), '--format', 'webdataset'],
      ...['--library', join(outside, 'library')]
    )
    await api.library.create({ path: join(inside, 'links') })
    const links = {
      'a.txt': 'secret.txt',
      'metadata.jsonl': 'secret.jsonl',
      'set.parquet': 'secret.parquet',
      'train-000000.tar': 'shards/train-000000.tar'
    }
    for (const [name, target] of Object.entries(links)) {
      const folder = mkdtempSync(join(inside, 'linked-'))
      if (name === 'a.txt') copyFileSync(join(inside, 'a.jpg'), join(folder, 'a.jpg'))
      symlinkSync(join(outside, target), join(folder, name))
      const { jobId } = await api.imports.start({ path: folder })
      await expect
        .poll(async () => (await api.jobs.get({ id: jobId })).state)
        .not.toMatch(/queued|running/)
      const { rows } = await api.images.page({ filter: {}, offset: 0, limit: 100 })
      const texts = rows.map(({ firstCaption }) => firstCaption)
      expect([name, texts.filter((text) => text !== null)]).toEqual([name, []])
    }
    await api.library.open({ path: join(inside, 'library') })
  })

  test('shows the images that the library it was started with keeps itself', async () => {
    const home = join(dir, 'kept-home')
    const at = (name: string) => join(outside, name)
    for (const args of [
      ['export', at('kept.parquet'), '--format', 'parquet', '--library', at('library')],
      ['import', at('kept.parquet'), '--library', at('keeping')]
    ]) {
      expect(await viecap(home, ...args)).toMatchObject({ code: 0 })
    }
    const keeping = await serve(home, '--root', inside, '--library', at('keeping'))
    const { cookie, key } = await enter(keeping)
    const image = await ask(keeping.port, sessionPath(key, 'media/images/1'), { cookie })
    expect(image.status).toBe(200)
    await keeping.stop()
  })

  test('several folders are a list of their own to begin with', async () => {
    const two = await serve(join(dir, 'two-home'), '--root', inside, '--root', outside)
    const { api, close } = await connectApi(two)
    const listing = await api.folders.list({ path: null, files: false })
    expect(listing).toMatchObject({ path: '', parent: null })
    expect(listing.entries.map(({ path }) => path)).toEqual([inside, outside])
    const { parent } = await api.folders.list({ path: outside, files: false })
    expect(parent).toBe('')
    close()
    await two.stop()
  })

  test('a folder that is not there is named at the start', async () => {
    const started = serve(join(dir, 'wrong-home'), '--root', join(dir, 'nowhere'))
    await expect(started).rejects.toThrow('ended with 1: file.not-found')
  })
})

test('settings are kept for the next server, and two servers share no cookie', async () => {
  const { api, close } = await connectApi(server, pass)
  await api.system.saveSettings({ locale: 'vi', theme: 'dark', device: 'cpu' })
  close()
  const other = await serve(join(dir, 'home'))
  expect((await ask(other.port, '/', { cookie })).status).toBe(401)
  expect((await enter(other)).cookie).not.toBe(cookie)
  expect(await other.stop()).toBe(0)
})

test('a second server does not get a library that is open elsewhere', async () => {
  const { api, close } = await connectApi(server, pass)
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
