import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { connectApi } from './support/api'
import { RawApi } from './support/raw-api'
import { enter, serve, type Server } from './support/serve'

let dir: string
let server: Server
let raw: RawApi

const PATIENCE_MS = 60_000
const connect = () => RawApi.connect(server, PATIENCE_MS)
const refusal = (code: string) => ({ kind: 'error', code: 'APP_ERROR', data: { code } })

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-bounds-'))
  server = await serve(join(dir, 'home'))
  const { api, close } = await connectApi(server)
  await api.library.create({ path: join(dir, 'library') })
  close()
})
beforeEach(async () => {
  raw = await connect()
})
afterEach(() => raw.close())
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const page = { filter: {}, offset: 0, limit: 1 }
const replace = { kind: 'replace', replace: '', regex: true, matchCase: false, wholeWords: false }
const target = { of: 'captions', selection: { filter: {}, except: [] } }

test('what goes wrong in a stream arrives in words, as the window and as a script have it', async () => {
  const input = { target, edit: { ...replace, find: '(' } }
  const answer = await raw.call('bulk.plan', input, PATIENCE_MS)
  expect(answer).toMatchObject(refusal('bulk.bad-pattern'))
  const { api, close } = await connectApi(server)
  const plan = await api.bulk.plan(input as Parameters<typeof api.bulk.plan>[0])
  // The first event says that the search has begun.
  await plan.next()
  await expect(plan.next()).rejects.toMatchObject({
    code: 'APP_ERROR',
    defined: true,
    data: { code: 'bulk.bad-pattern', params: { pattern: '(' } }
  })
  close()
  const filter = { of: 'pairs', text: 'words:x', side: 'english' }
  const counted = await raw.call('checker.count', { target: filter }, PATIENCE_MS)
  expect(counted).toMatchObject(refusal('filter.invalid'))
  expect(readFileSync(join(dir, 'home', 'viecap.log'), 'utf8')).not.toContain('procedure failed')
})

test.each([
  ['100,000 levels of JSON', `{"json":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, 'call.too-deep'],
  ['more than can be taken', `{"json":"${'x'.repeat(17e6)}"}`, 'call.too-large'],
  ['JSON that ends early', '{"json":', 'call.malformed'],
  ['a body that is none', 'null', 'call.malformed'],
  ['meta that fits nothing', '{"json":{},"meta":[[4,"x"]]}', 'call.malformed'],
  ['5,000 terms', text(Array(5000).fill('a').join(' ')), 'filter.too-many-terms'],
  ['a phrase of 6,000 letters', text(`"${'a'.repeat(6000)}"`), 'filter.phrase-too-long'],
  ['100 brackets', text('('.repeat(100)), 'filter.too-deep'],
  ['an offset of 1e308', JSON.stringify({ json: { ...page, offset: 1e308 } }), 'input.too-large'],
  ['an offset without end', '{"json":{"filter":{},"offset":1e999,"limit":1}}', 'input.not-whole']
])('%s has an error of its own', async (_what, body, code) => {
  expect(await raw.send('images.page', body)).toMatchObject(refusal(code))
  expect(await raw.call('images.page', page)).toMatchObject({ kind: 'value' })
})

function text(filter: string): string {
  return JSON.stringify({ json: { ...page, filter: { text: filter } } })
}

test('a procedure that is not there is named, and NUL in a path is told', async () => {
  expect(await raw.call('images.nothing', {})).toMatchObject({
    data: { code: 'call.unknown', params: { procedure: 'images.nothing' } }
  })
  expect(await raw.call('library.open', { path: '/tmp/a\0b' })).toMatchObject(refusal('input.nul'))
})

test('what is no call at all ends its own connection and no other', async () => {
  const other = await connect()
  const answer = raw.call('images.page', page)
  raw.socket.send('nothing of the kind')
  expect(['value', 'closed']).toContain((await answer).kind)
  await expect.poll(() => raw.socket.readyState).toBe(raw.socket.CLOSED)
  expect(await other.call('images.page', page)).toMatchObject({ kind: 'value' })
  await other.close()
  raw = await connect()
})

test('of 10,000 calls at once each is answered or refused, and others are answered between', async () => {
  const other = await connect()
  let left = 10_000
  const answers = Array.from({ length: left }, () =>
    raw.call('images.page', page).finally(() => (left -= 1))
  )
  await answers[0]
  expect(await other.call('images.page', page)).toMatchObject({ kind: 'value' })
  expect(left).toBeGreaterThan(0)
  const all = await Promise.all(answers)
  const refused = all.filter(({ kind }) => kind === 'error')
  expect(all.filter(({ kind }) => kind === 'value').length).toBeGreaterThan(1000)
  expect(refused.length).toBeGreaterThan(1000)
  for (const answer of refused) expect(answer).toMatchObject(refusal('call.too-many'))
  expect(await raw.call('images.page', page)).toMatchObject({ kind: 'value' })
  await other.close()
})

test('5,000 watchers each get what happens, and others are answered meanwhile', async () => {
  const pass = await enter(server)
  const { api, close } = await connectApi(server, pass)
  const watchers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const { api, close } = await connectApi(server, pass)
      return {
        streams: await Promise.all(Array.from({ length: 100 }, () => api.events.watch())),
        close
      }
    })
  )
  const seen = watchers.flatMap(({ streams }) => streams.map((stream) => stream.next()))
  const words = { english: 'a doctor', vietnamese: 'một bác sĩ', split: 'train' } as const
  await api.pairs.add(words)
  expect(await api.images.page(page)).toMatchObject({ total: 0 })
  for (const { value } of await Promise.all(seen)) {
    expect(value).toEqual({ type: 'data', entity: 'pairs' })
  }
  for (const watcher of watchers) watcher.close()
  expect(await api.images.page(page)).toMatchObject({ total: 0 })
  close()
})
