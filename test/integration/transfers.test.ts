import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  downloadPath,
  placeText,
  readPlace,
  UPLOAD_OFFSET,
  uploadPath
} from '../../src/shared/domain'
import { sessionPath } from '../../src/shared/session-key'
import type { Api } from './support/api'
import { ask, type Answer, type Pass, type Server } from './support/serve'
import { HOST, join, openApi, ORIGIN, serveTeam } from './support/team'
import { viecap } from './support/viecap'

/** Files that come to a team's server through the browser, and go from it. */
let dir: string
let root: string
let home: string
let server: Server
let lan: Pass
let hoa: Pass
let api: Api
let close: () => void
let picture: Buffer

const refused = (code: string) => ({ data: { code } })

beforeAll(async () => {
  dir = mkdtempSync(joinPath(tmpdir(), 'viecap-transfers-'))
  root = joinPath(dir, 'captions')
  home = joinPath(dir, 'home')
  mkdirSync(root)
  const image = { width: 40, height: 30, channels: 3 as const, background: '#a03020' }
  picture = await sharp({ create: image }).jpeg().toBuffer()
  writeFileSync(joinPath(root, 'a.jpg'), picture)
  writeFileSync(joinPath(root, 'a.json'), JSON.stringify([{ id: 'a.jpg', captions: 'một .' }]))
  const library = joinPath(root, 'library')
  await viecap(home, 'import', joinPath(root, 'a.json'), '--library', library)
  server = await serveTeam(home, root, '--library', library, '--max-upload', '0.001')
  lan = await join(server, 'lan', 'reviewer')
  hoa = await join(server, 'hoa', 'annotator')
  const opened = await openApi(server, lan)
  api = opened.api
  close = () => opened.socket.close()
}, 120_000)
afterAll(async () => {
  close?.()
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const part = (
  { cookie, key }: Pass,
  path: string,
  content: Buffer,
  headers: Record<string, string> = {}
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const own = { host: HOST, origin: ORIGIN, cookie, [UPLOAD_OFFSET]: '0', ...headers }
    const options = { host: '127.0.0.1', port: server.port, method: 'PATCH', headers: own }
    const sent = request({ ...options, path: sessionPath(key, path) }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      const { statusCode: status = 0, headers: answered } = response
      response.on('end', () => resolve({ status, headers: answered, body }))
    })
    sent.on('error', reject)
    sent.end(content)
  })

async function upload(files: Record<string, Buffer>): Promise<string> {
  const listed = Object.entries(files).map(([name, { length: size }]) => ({
    name,
    size,
    modified: 1
  }))
  const { id } = await api.uploads.begin({ files: listed })
  for (const [index, content] of Object.values(files).entries()) {
    expect((await part(lan, uploadPath(id, index), content)).status).toBe(204)
  }
  return id
}

async function finished(jobId: number) {
  await vi.waitFor(async () => expect((await api.jobs.get({ id: jobId })).state).toBe('done'), {
    timeout: 60_000,
    interval: 100
  })
  return api.jobs.get({ id: jobId })
}

test('a folder that a reviewer uploads is imported, and the library keeps its images', async () => {
  const captions = Buffer.from(JSON.stringify([{ id: 'b.jpg', captions: 'hai .' }]))
  const other = await sharp(picture).negate().jpeg().toBuffer()
  const id = await upload({ 'data/captions.json': captions, 'data/b.jpg': other })
  const path = placeText({ kind: 'upload', id, name: 'data/captions.json' })
  expect(await api.imports.preview({ path })).toMatchObject({ format: 'viecap4h' })
  const { jobId } = await api.imports.start({ path })
  const job = await finished(jobId)
  expect(job.result).toMatchObject({ images: { added: 1 } })
  expect(JSON.stringify(job)).not.toContain(dir)
  expect(job.params).toMatchObject({ path })
  // It is used up, and the image is still shown.
  await vi.waitFor(() => expect(readdirSync(joinPath(home, 'transfers', 'uploads'))).toEqual([]), {
    timeout: 20_000
  })
  const { rows } = await api.images.page({ filter: { text: 'id:2' }, offset: 0, limit: 1 })
  const media = sessionPath(lan.key, `media/images/${rows[0]?.id ?? 0}`)
  expect((await ask(server.port, media, { host: HOST, cookie: lan.cookie })).status).toBe(200)
})

test('an export comes as a download, of its person alone', async () => {
  const { id } = await api.downloads.begin()
  const place = placeText({ kind: 'download', id, name: 'chú thích.json' })
  const report = await api.exports.run({ file: place, format: 'viecap4h' })
  expect(report.files).toEqual([place])
  const get = (pass: Pass, path = downloadPath(id)) =>
    ask(server.port, sessionPath(pass.key, path), { host: HOST, cookie: pass.cookie })
  const { status, headers, body } = await get(lan)
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('chú thích.json')}`
  )
  expect(JSON.parse(body)).toContainEqual(expect.objectContaining({ id: 'a.jpg' }))
  const mai = await join(server, 'mai', 'reviewer')
  expect((await get(hoa)).status).toBe(404)
  expect((await get(mai)).status).toBe(404)
  expect((await get({ ...mai, key: lan.key })).status).toBe(401)
  expect((await get(lan, downloadPath('x'.repeat(32)))).status).toBe(404)
  await api.downloads.discard({ id })
  expect((await get(lan)).status).toBe(404)
})

test('a folder comes as a zip', async () => {
  const { id } = await api.downloads.begin()
  const file = placeText({ kind: 'download', id, name: 'texts' })
  await api.exports.run({ file, format: 'folder' })
  const path = sessionPath(lan.key, downloadPath(id))
  const { headers, body } = await ask(server.port, path, { host: HOST, cookie: lan.cookie })
  expect(headers['content-disposition']).toContain('texts.zip')
  expect(body.slice(0, 2)).toBe('PK')
  expect(body).toContain('a.txt')
})

test('only those who may import upload, and only from our own pages', async () => {
  const { id } = await api.uploads.begin({ files: [{ name: 'a.txt', size: 3, modified: 1 }] })
  const { api: annotator, socket } = await openApi(server, hoa)
  await expect(annotator.uploads.begin({ files: [] })).rejects.toMatchObject(
    refused('people.role-needed')
  )
  socket.close()
  const content = Buffer.from('abc')
  const path = uploadPath(id, 0)
  expect((await part(hoa, path, content)).status).toBe(404)
  expect((await part({ cookie: '', key: lan.key }, path, content)).status).toBe(401)
  expect((await part({ cookie: hoa.cookie, key: lan.key }, path, content)).status).toBe(401)
  for (const origin of ['https://evil.example', 'null', '']) {
    expect((await part(lan, path, content, { origin })).status).toBe(403)
  }
  const wrong = await part(lan, path, content, { [UPLOAD_OFFSET]: '1' })
  expect(wrong.status).toBe(409)
  expect(JSON.parse(wrong.body)).toMatchObject({ code: 'upload.wrong-part' })
  for (const strange of ['-1', '1e3', '0x0', '', '99999999999999999999']) {
    const { status } = await part(lan, path, content, { [UPLOAD_OFFSET]: strange })
    expect(status).toBe(404)
  }
  expect((await part(lan, path, Buffer.from('too long'))).status).toBe(409)
  expect((await part(lan, path, content)).status).toBe(204)
  await api.uploads.discard({ id })
})

test.each([
  '../a.txt',
  '/etc/passwd',
  'a/../../b',
  'a\\..\\..\\b',
  'C:\\a',
  './a',
  'a//b',
  'a/.',
  'x\0.txt',
  'x\u0007.txt',
  'x'.repeat(300)
])('a file named %j is refused before it is sent', async (name) => {
  const before = readdirSync(dir, { recursive: true }).length
  await expect(
    api.uploads.begin({ files: [{ name, size: 1, modified: 1 }] })
  ).rejects.toMatchObject({
    data: { code: expect.stringMatching(/^(upload\.bad-name|input\.)/) as string }
  })
  expect(readdirSync(dir, { recursive: true })).toHaveLength(before)
})

test('what does not fit is refused in words, and too much at once as well', async () => {
  const two = ['a.jpg', 'A.JPG'].map((name) => ({ name, size: 1, modified: 1 }))
  await expect(api.uploads.begin({ files: two })).rejects.toMatchObject(refused('upload.same-name'))
  const large = [{ name: 'a.zip', size: 2_000_000, modified: 1 }]
  await expect(api.uploads.begin({ files: large })).rejects.toMatchObject(
    refused('upload.too-large')
  )
})

test('places lead nowhere else, and are no paths of what takes none', async () => {
  const id = await upload({ 'a.txt': Buffer.from('một con mèo .') })
  for (const name of ['..', '../../people/people.sqlite', '/etc/passwd', 'b.txt', '%2e%2e/x']) {
    const path = placeText({ kind: 'upload', id, name })
    await expect(api.imports.preview({ path })).rejects.toMatchObject(refused('upload.unknown'))
  }
  await expect(
    api.imports.preview({ path: joinPath(home, 'transfers', 'uploads', id, 'files', 'a.txt') })
  ).rejects.toMatchObject(refused('people.no-paths'))
  const download = await api.downloads.begin()
  for (const name of ['..', '../x', 'a/b', '']) {
    const file = placeText({ kind: 'download', id: download.id, name })
    await expect(api.exports.run({ file, format: 'csv' })).rejects.toMatchObject(
      refused('upload.bad-name')
    )
  }
  expect(existsSync(joinPath(home, 'transfers', 'x'))).toBe(false)
  expect(readPlace(`upload:${id}`)?.name).toBe('')
  await api.uploads.discard({ id })
})

test('nobody but an admin learns where things lie on the disk', async () => {
  const { api: annotator, socket } = await openApi(server, hoa)
  const answers = [
    await annotator.library.state(),
    await annotator.jobs.list({ limit: 100 }),
    await annotator.system.info(),
    await annotator.images.page({ filter: {}, offset: 0, limit: 10 }),
    await annotator.images.get({ id: 1 }),
    await annotator.statistics.library({}),
    await annotator.models.list(),
    await annotator.runs.list()
  ]
  expect(JSON.stringify(answers)).not.toContain(dir)
  expect(answers[0]).toMatchObject({ library: { path: 'library', name: 'library' } })
  socket.close()
})
