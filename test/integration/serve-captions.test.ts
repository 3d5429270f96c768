import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CaptionsAnswer,
  ChatAnswer,
  ErrorBody,
  HealthAnswer,
  ModelsAnswer
} from '../../src/main/hosts/web/captions/schemas'
import { oraclePath } from '../fixtures/oracle'
import { enginesOf } from './support/processes'
import { serveCaptions, type CaptionServer } from './support/serve-captions'
import { viecap } from './support/viecap'

const KEY = 'a-key-of-the-tests-1'
const OTHER_KEY = 'a-key-of-the-tests-2'
const model = [
  oraclePath('clipcap', 'clipcap.pt'),
  ...['--clip', oraclePath('clip'), '--gpt', oraclePath('gpt2', 'safetensors')]
]
const settings = ['--beams', '2', '--max-tokens', '12']

let dir: string
let server: CaptionServer
/** A host that the server may fetch from. */
const elsewhere = createServer(({ url = '' }, response) => {
  response.end(photo(basename(url)))
})
let elsewhereHost: string
/** What `viecap caption` writes, by the name of the image. */
const expected = new Map<string, string>()
const photos = () => join(dir, 'photos')
const photo = (name: string) => readFileSync(join(photos(), name))

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-serving-'))
  mkdirSync(photos())
  for (const name of readdirSync(oraclePath('clip', 'images'))) {
    copyFileSync(oraclePath('clip', 'images', name), join(photos(), name))
  }
  const out = join(dir, 'captions.json')
  const [captioner = '', ...parts] = model
  const by = ['--model', captioner, ...parts, ...settings]
  const { code } = await viecap(join(dir, 'home'), 'caption', photos(), ...by, '--out', out)
  expect(code).toBe(0)
  const written = JSON.parse(readFileSync(out, 'utf8')) as { id: string; captions: string }[]
  for (const { id, captions } of written) expected.set(id, captions)
  expect(expected.size).toBe(9)
  elsewhere.listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  elsewhereHost = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  const limits = ['--max-body', '1', '--max-images', '9']
  server = await start(...limits, '--allow-host', elsewhereHost)
})
afterAll(async () => {
  await server?.stop()
  elsewhere.close()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

const start = (...args: string[]) =>
  serveCaptions(
    { VIECAP_HOME: join(dir, 'home'), VIECAP_API_KEY: `${KEY}\n${OTHER_KEY}` },
    ...model,
    ...settings,
    ...args
  )

const bearer = (key = KEY) => ({ authorization: `Bearer ${key}` })
const json = { 'content-type': 'application/json' }

interface Sent {
  body: FormData | string | ReadableStream
  headers?: Record<string, string>
  to?: CaptionServer
}

async function post(path: string, { body, headers, to = server }: Sent): Promise<Response> {
  const all = { ...bearer(), ...(typeof body === 'string' && json), ...headers }
  // What the types do not know yet, and a stream needs.
  const half = { duplex: 'half' }
  return fetch(to.url + path, { method: 'POST', headers: all, body, ...half })
}

function form(...files: [name: string, content: Uint8Array][]): FormData {
  const data = new FormData()
  for (const [name, content] of files) data.append('image', new File([Buffer.from(content)], name))
  return data
}

const dataUrl = (content: Uint8Array) =>
  `data:image/jpeg;base64,${Buffer.from(content).toString('base64')}`

const chat = (content: Uint8Array, changes: object = {}) =>
  JSON.stringify({
    model: 'clipcap.pt',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hãy tả ảnh.' },
          { type: 'image_url', image_url: { url: dataUrl(content) } }
        ]
      }
    ],
    max_tokens: 1024,
    temperature: 0,
    ...changes
  })

/** A PNG of so many black pixels, a bit each: its file is a thousandth of what it is decoded to. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), content])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([size, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = Buffer.alloc(side * (1 + Math.ceil(side / 8)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', rows.subarray(0, 0))
  ]
  return Buffer.concat([signature, ...chunks])
}

async function results(response: Response): Promise<[name: string, outcome: string][]> {
  const { results } = v.parse(CaptionsAnswer, await response.json())
  return results.map((one) => [one.name, 'error' in one ? one.error.code : one.caption])
}

async function metric(name: string): Promise<number> {
  const text = await (
    await fetch(server.url.replace('/v1', '/metrics'), { headers: bearer() })
  ).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.split(' ')[1])
}

/** The most memory that a process has had, in bytes; on Linux alone. */
const peakMemory = (pid: number): number =>
  process.platform === 'linux'
    ? 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    : 0

const names = () => [...expected.keys()]
const captionOf = (name: string) => expected.get(name) ?? ''

test('64 clients at once: every good image gets its caption, whatever the others send', async () => {
  const [bomb, wide] = [blackPng(20_000), blackPng(9000)]
  const noise = photo('noise_rgb.png')
  const cut = noise.subarray(0, noise.length / 2)
  const name = (client: number) => names()[client % names().length] ?? ''

  const clients: ((client: number) => Promise<void>)[] = [
    async (client) => {
      const sent = await post('/captions', { body: form([name(client), photo(name(client))]) })
      expect(sent.status).toBe(200)
      expect(await results(sent)).toEqual([[name(client), captionOf(name(client))]])
    },
    async () => {
      const files = names().map((one): [string, Buffer] => [one, photo(one)])
      files.splice(4, 1, ['no-image.jpg', Buffer.from('no image')])
      const sent = await post('/captions', { body: form(...files) })
      const found = files.map(([one]) => [one, expected.get(one) ?? 'image.unreadable'])
      expect([sent.status, await results(sent)]).toEqual([200, found])
    },
    async (client) => {
      const images = [dataUrl(photo(name(client))), dataUrl(bomb), dataUrl(wide)]
      const sent = await post('/captions', { body: JSON.stringify({ images }) })
      expect(await results(sent)).toEqual([
        ['images[0]', captionOf(name(client))],
        ['images[1]', 'image.unreadable'],
        ['images[2]', 'image.too-many-pixels']
      ])
    },
    async (client) => {
      const sent = await post('/chat/completions', { body: chat(photo(name(client))) })
      const { choices } = v.parse(ChatAnswer, await sent.json())
      expect(choices[0]?.message.content).toBe(captionOf(name(client)))
    },
    async () => {
      const sent = await post('/captions', { body: form(['cut.png', cut]) })
      expect([sent.status, await results(sent)]).toEqual([422, [['cut.png', 'image.unreadable']]])
    },
    async () => {
      const sent = await post('/captions', {
        body: 'no JSON',
        headers: { 'content-type': 'text/plain' }
      })
      expect([sent.status, (await errorOf(sent)).code]).toEqual([415, 'serving.wrong-type'])
    },
    async () => {
      const sent = await post('/captions', { body: form(['large.bmp', Buffer.alloc(3e6)]) })
      expect([sent.status, (await errorOf(sent)).code]).toEqual([413, 'serving.too-large'])
    },
    async () => {
      const body = new Blob([Buffer.alloc(2e6)]).stream()
      const sent = await post('/captions', { body, headers: json })
      expect([sent.status, (await errorOf(sent)).code]).toEqual([413, 'serving.too-large'])
    },
    async (client) => {
      const headers = bearer(client % 2 ? 'not-a-key-of-the-tests' : '')
      const sent = await post('/captions', { body: form(['a.jpg', cut]), headers })
      expect([sent.status, (await errorOf(sent)).code]).toEqual([401, 'serving.no-key'])
    },
    async (client) => {
      // Hangs up in the middle of its body, or while it waits.
      const whole = Buffer.from(chat(photo(name(client))))
      const sent = request(`${server.url}/chat/completions`, {
        method: 'POST',
        headers: { ...bearer(), ...json, 'content-length': whole.length }
      })
      sent.on('error', () => undefined)
      const part = client % 2 ? whole : whole.subarray(0, 100)
      await new Promise<void>((resolve) => sent.write(part, () => resolve()))
      sent.destroy()
    }
  ]
  await Promise.all(
    Array.from({ length: 64 }, async (_, client) => {
      await clients[client % clients.length]?.(client)
    })
  )

  const after = await post('/captions', { body: form(['grey_l.jpg', photo('grey_l.jpg')]) })
  expect(await results(after)).toEqual([['grey_l.jpg', captionOf('grey_l.jpg')]])
  await expect.poll(() => metric('viecap_held_bytes')).toBe(0)
  expect(await metric('viecap_queue_images')).toBe(0)
  expect(await metric('viecap_engine_starts_total')).toBe(1)
  expect(await metric('viecap_batch_images_count')).toBeLessThan(
    await metric('viecap_batch_images_sum')
  )
  // The bombs decoded would take 1.2 GB and 240 MB each.
  for (const pid of [server.pid, ...enginesOf(server)]) expect(peakMemory(pid)).toBeLessThan(8e8)
})

async function errorOf(response: Response): Promise<{ code: string; message: string }> {
  return v.parse(ErrorBody, await response.json()).error
}

test('what is asked for is checked, by the limits that the description names', async () => {
  const base = server.url.replace('/v1', '')
  const described = (await (
    await fetch(`${base}/openapi.json`, { headers: bearer(OTHER_KEY) })
  ).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> }
  expect(described.openapi).toBe('3.1.0')
  for (const [path, methods] of Object.entries(described.paths)) {
    for (const method of Object.keys(methods)) {
      const response = await fetch(base + path, { method, headers: bearer() })
      expect([path, response.status === 404]).toEqual([path, false])
    }
  }
  expect(v.parse(HealthAnswer, await (await fetch(`${base}/health`)).json()).status).toBe('ready')
  const models = await fetch(`${server.url}/models`, { headers: bearer() })
  expect(v.parse(ModelsAnswer, await models.json()).data.map(({ id }) => id)).toEqual([
    'clipcap.pt'
  ])
  const nothing = await fetch(`${base}/v2`, { headers: bearer() })
  expect([nothing.status, (await errorOf(nothing)).code]).toEqual([404, 'serving.no-route'])

  const grey = photo('grey_l.jpg')
  const refused = async (path: string, body: string) => {
    const response = await post(path, { body })
    return [response.status, (await errorOf(response)).code]
  }
  const images = [dataUrl(grey)]
  expect(await refused('/chat/completions', chat(grey, { model: 'gpt-4o' }))).toEqual([
    404,
    'serving.unknown-model'
  ])
  expect(await refused('/captions', JSON.stringify({ images, decode: { beams: 3 } }))).toEqual([
    422,
    'input.too-large'
  ])
  expect(await refused('/captions', JSON.stringify({ images: Array(10).fill('data:,') }))).toEqual([
    422,
    'input.too-many'
  ])
  const asked = [
    'data:,',
    'http://127.0.0.1:1/a.jpg',
    'http://169.254.169.254/',
    `http://${elsewhereHost}/grey_l.jpg`
  ]
  const fetched = await post('/captions', { body: JSON.stringify({ images: asked }) })
  expect((await results(fetched)).map(([, outcome]) => outcome)).toEqual([
    'serving.bad-image-address',
    'serving.host-not-allowed',
    'serving.host-not-allowed',
    captionOf('grey_l.jpg')
  ])

  const short = await post('/captions', {
    body: JSON.stringify({ images, decode: { method: 'greedy', maxTokens: 2 } })
  })
  expect(await short.json()).toMatchObject({ results: [{ tokens: 2, finish_reason: 'length' }] })
  const stopless = await post('/captions', {
    body: JSON.stringify({ images, decode: { stopText: 'hai từ' } })
  })
  expect(await results(stopless)).toEqual([['images[0]', 'decode.stop-text']])
  const streamed = await (
    await post('/chat/completions', { body: chat(grey, { stream: true }) })
  ).text()
  const events = streamed.split('\n\n').filter((event) => event !== '')
  expect(events.at(-1)).toBe('data: [DONE]')
  expect(events[0]).toContain(JSON.stringify(captionOf('grey_l.jpg')))
})

test("the workbench's own client captions a folder by it, with the only model that it has", async () => {
  const [folder, out] = [join(dir, 'some'), join(dir, 'endpoint.json')]
  mkdirSync(folder)
  for (const name of ['grey_l.jpg', 'noise_rgb.png', 'wide_rgb.jpg']) {
    copyFileSync(join(photos(), name), join(folder, name))
  }
  const caption = (env: Record<string, string>) =>
    withEnv(env, () =>
      viecap(join(dir, 'other-home'), 'caption', folder, '--endpoint', server.url, '--out', out)
    )
  const refused = await caption({})
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('needs an API key')])
  expect(await caption({ VIECAP_ENDPOINT_KEY: KEY })).toMatchObject({ code: 0 })
  const written = JSON.parse(readFileSync(out, 'utf8')) as { captions: string }[]
  expect(written.filter(({ captions }) => captions !== '')).toHaveLength(3)
})

test('an engine that is killed is followed by another, what does not fit waits outside, and all are answered before the end', async () => {
  const own = await start('--queue', '150')
  const ask = () =>
    post('/captions', {
      to: own,
      body: form(...names().map((one): [string, Buffer] => [one, photo(one)]))
    })
  const asked = Array.from({ length: 8 }, ask)
  await asked[0]
  const [engine = 0] = enginesOf(own)
  const more = Array.from({ length: 8 }, ask)
  process.kill(engine, 'SIGKILL')
  for (const response of await Promise.all([...asked, ...more])) {
    expect([200, 503]).toContain(response.status)
    for (const [name, outcome] of await results(response)) {
      expect([captionOf(name), 'serving.engine-failed']).toContain(outcome)
    }
  }
  await expect.poll(async () => (await ask()).status).toBe(200)
  const [other = 0] = enginesOf(own)
  expect(other).not.toBe(engine)

  // 64 are in the hands of the engine, which stands still, and 150 may wait.
  process.kill(other, 'SIGSTOP')
  const flood = Array.from({ length: 40 }, ask)
  const busy = await Promise.race(flood)
  process.kill(other, 'SIGCONT')
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([
    503,
    expect.stringMatching(/^\d+$/)
  ])
  expect((await errorOf(busy)).code).toBe('serving.busy')
  const statuses = (await Promise.all(flood)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))

  const last = Array.from({ length: 8 }, ask)
  // The requests have come in when one is answered.
  await last[0]
  const ended = own.stop()
  for (const response of await Promise.all(last)) expect(response.status).toBe(200)
  expect(await ended).toBe(0)
  await expect(fetch(own.url)).rejects.toThrow()
  expect(enginesOf(own)).toEqual([])
})

test('it does not start where anybody could ask, nor by keys that can be guessed', async () => {
  const call = (...args: string[]) => viecap(join(dir, 'home'), 'serve-captions', ...model, ...args)
  const open = await call('--host', '0.0.0.0')
  expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('--api-key-file')])
  const guessed = await withEnv({ VIECAP_API_KEY: 'short' }, () => call())
  expect([guessed.code, guessed.stderr]).toEqual([2, expect.stringContaining('16 characters')])
  const unfit = await call('--beams', '100')
  expect(unfit.code).toBe(2)
  const gone = await viecap(join(dir, 'home'), 'serve-captions', join(dir, 'gone.pt'))
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining(basename('gone.pt'))])
})

/** Runs `work` with variables of the environment, which processes that it starts inherit. */
async function withEnv<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  Object.assign(process.env, env)
  try {
    return await work()
  } finally {
    process.env = before
  }
}
