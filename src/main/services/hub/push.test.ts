import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WritableHub } from '../../../../test/fixtures/writable-hub'
import { AppError } from '../../../shared/errors'
import { findHub } from './hub'
import { pushFolder, type PushOptions } from './push'

/** Bytes that no other file has. */
const bytes = (length: number, seed: number) =>
  Buffer.from(Array.from({ length }, (_, index) => (index * seed + index / 251) % 256))
const first = bytes(300_000, 7)
const second = bytes(200_000, 11)
const card = Buffer.from('---\nlicense: mit\n---\n')
const set = 'datasets/me/anh'

let root: string
let folder: string
let hub: WritableHub
beforeEach(async () => {
  waits = []
  root = mkdtempSync(join(tmpdir(), 'viecap-push-'))
  folder = join(root, 'data set')
  hub = await WritableHub.start()
  write('README.md', card)
  write('train/a b.jpg', first)
  write('train/ả.jpg', second)
  write('train/metadata.jsonl', '{"file_name": "a b.jpg"}\n')
  write('.cache/secret', 'not for others')
})
afterEach(async () => {
  await hub.close()
  rmSync(root, { recursive: true })
})

function write(name: string, content: Buffer | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}

let waits: number[] = []
const push = ({ env = {}, ...changes }: Partial<PushOptions> & { env?: NodeJS.ProcessEnv } = {}) =>
  pushFolder({
    hub: {
      ...findHub({ HF_ENDPOINT: hub.url, HF_TOKEN: hub.token, ...env }),
      wait: async (ms) => void waits.push(ms)
    },
    repository: { kind: 'dataset', owner: 'me', name: 'anh', revision: 'main' },
    path: folder,
    isPublic: false,
    replace: false,
    signal: new AbortController().signal,
    report: () => undefined,
    ...changes
  })

const failure = (changes: Parameters<typeof push>[0] = {}): Promise<unknown> =>
  push(changes).then(
    () => 'no error',
    (error: unknown) => (error instanceof AppError ? { code: error.code, ...error.params } : error)
  )

function expectPushed(repository = set): void {
  const files = hub.hub.models.get(repository)
  expect([...(files?.keys() ?? [])].sort()).toEqual([
    '.gitattributes',
    'README.md',
    'train/a b.jpg',
    'train/metadata.jsonl',
    'train/ả.jpg'
  ])
  expect(files?.get('train/a b.jpg')?.equals(first)).toBe(true)
  expect(files?.get('train/ả.jpg')?.equals(second)).toBe(true)
  expect(files?.get('README.md')?.equals(card)).toBe(true)
}

/** What the storage was told of who sends. */
const shownToStorage = () =>
  new Set(hub.storage.requests.map(({ headers }) => headers.authorization))

describe('a folder is pushed', () => {
  test('into a private repository that is made, with progress and without hidden files', async () => {
    const seen: number[] = []
    const report: PushOptions['report'] = ({ phase, done, total }) => {
      if (phase !== 'uploading') return
      expect(total).toBe(500_000 + card.length + 25)
      seen.push(done)
    }
    expect(await push({ report })).toEqual({
      url: `${hub.url}/${set}`,
      isPublic: false,
      files: 4,
      bytes: 500_000 + card.length + 25,
      unchanged: 0
    })
    expectPushed()
    expect(hub.hub.hidden).toContain(set)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(500_000 + card.length + 25)
    expect(seen.some((done) => done > 0 && done < 500_000)).toBe(true)
    expect(shownToStorage()).toEqual(new Set([undefined]))
  })

  test('once: what the hub has is not sent again, and what changed replaces it only by force', async () => {
    await push()
    const sent = hub.storage.requests.length
    expect(await push()).toMatchObject({ files: 0, bytes: 0, unchanged: 4 })
    expect(hub.storage.requests).toHaveLength(sent)
    expect(hub.commits).toHaveLength(1)

    write('train/a b.jpg', second)
    expect(await failure()).toMatchObject({ code: 'push.name-taken', file: 'train/a b.jpg' })
    expect(await push({ replace: true })).toMatchObject({ files: 1, unchanged: 3 })
    expect(hub.fileOf(set, 'train/a b.jpg')?.equals(second)).toBe(true)
    expect(hub.storage.timesSent(second)).toBe(1)
  })

  test.each([
    ['in parts', { partBytes: 70_000 }],
    ['by xet', 'xet']
  ] as const)('%s where the hub wants it so', async (_way, transfer) => {
    hub.transfer = transfer
    await push()
    expect(hub.storage.has(first)).toBe(true)
    expect(hub.commits).toEqual([{ summary: 'Add 4 files', files: 4, repository: set }])
    if (transfer === 'xet')
      expect(shownToStorage()).toEqual(new Set([`Bearer ${hub.storage.token}`]))
    else expectPushed()
  })

  test('to a branch, and as a model of the same name', async () => {
    const repository = { kind: 'model', owner: 'me', name: 'anh', revision: 'v2/try' } as const
    expect(await push({ repository, isPublic: true })).toMatchObject({
      url: `${hub.url}/me/anh`,
      isPublic: true
    })
    expectPushed('me/anh@v2/try')
    expect([...(hub.hub.models.get('me/anh')?.keys() ?? [])]).toEqual(['.gitattributes'])
    expect(await push({ repository, isPublic: true })).toMatchObject({ files: 0, unchanged: 4 })
  })

  test('in several commits where there are many files, its card with the last', async () => {
    for (let i = 0; i < 600; i += 1) write(`train/${i}.txt`, `câu ${i}`)
    expect(await push()).toMatchObject({ files: 604 })
    expect(hub.commits.map(({ files }) => files)).toEqual([500, 104])
    expect([...(hub.hub.models.get(set)?.keys() ?? [])].at(-1)).toBe('README.md')
  })

  test('with files that are empty', async () => {
    write('train/.keep', '')
    write('train/empty.txt', '')
    write('train/empty.bin', '')
    await push()
    expect(hub.fileOf(set, 'train/empty.txt')?.length).toBe(0)
    expect(hub.fileOf(set, 'train/empty.bin')?.length).toBe(0)
    expect(await push()).toMatchObject({ files: 0, unchanged: 6 })
  })

  test('as a single file', async () => {
    const report = await push({ path: join(folder, 'train', 'a b.jpg') })
    expect(report).toMatchObject({ files: 1, bytes: first.length })
    expect(hub.fileOf(set, 'a b.jpg')?.equals(first)).toBe(true)
  })
})

describe('what breaks off', () => {
  test('is tried again, and only what has not arrived is sent', async () => {
    hub.instead('/commit/main', { status: 503 }, { status: 502 })
    await push()
    expectPushed()
    expect(hub.storage.timesSent(first)).toBe(1)
    expect(waits).toEqual([1000, 2000])
  })

  test('at the storage is asked for anew, and told without its address', async () => {
    hub.storage.statuses.push(403)
    await push()
    expectPushed()
    hub.storage.contents.clear()
    hub.hub.models.delete(set)
    hub.storage.statuses.push(...Array<number>(20).fill(403))
    expect(await failure()).toEqual({
      code: 'push.interrupted',
      host: new URL(hub.url).host,
      name: 'me/anh',
      detail: 'status 403'
    })
  })

  test('goes on with the next push', async () => {
    const controller = new AbortController()
    hub.storage.hold(second)
    const pushing = failure({ signal: controller.signal })
    await expect
      .poll(() => [hub.storage.has(first), hub.storage.timesSent(second)])
      .toEqual([true, 1])
    controller.abort()
    expect(await pushing).toEqual({ code: 'engine.cancelled' })
    expect(hub.commits).toEqual([])
    await push()
    expectPushed()
    expect([hub.storage.timesSent(first), hub.storage.timesSent(second)]).toEqual([1, 2])
  })

  test('by a server that stays silent is given up and tried again', async () => {
    hub.storage.hold(second)
    const silent = { ...findHub({ HF_ENDPOINT: hub.url, HF_TOKEN: hub.token }), silenceMs: 200 }
    await push({ hub: { ...silent, wait: async () => undefined } })
    expectPushed()
    expect(hub.storage.timesSent(first)).toBe(1)
  })
})

test('a hub that loses what arrived is not asked for ever', async () => {
  hub.instead('/commit/main', ...Array<{ status: number }>(50).fill({ status: 503 }))
  const pushing = failure()
  const forget = setInterval(() => hub.storage.contents.clear(), 1)
  expect(await pushing).toMatchObject({ code: 'push.refused', status: 503 })
  clearInterval(forget)
  expect(waits.length).toBeLessThan(10)
})

describe('what is not allowed is said in words', () => {
  test('no token, a wrong one, another owner', async () => {
    expect(await failure({ env: { HF_TOKEN: '' } })).toMatchObject({ code: 'push.no-token' })
    const wrong = await failure({ env: { HF_TOKEN: 'hf_other' } })
    expect(wrong).toMatchObject({ code: 'push.not-allowed', name: 'me/anh' })
    expect(JSON.stringify(wrong)).not.toContain('hf_other')
    const repository = { kind: 'dataset', owner: 'lab', name: 'anh', revision: 'main' } as const
    expect(await failure({ repository })).toMatchObject({
      code: 'push.not-allowed',
      detail: expect.stringContaining('under the namespace "lab"') as unknown
    })
  })

  test('a name that is taken, and a public one', async () => {
    hub.hub.models.set(set, new Map([['other.csv', Buffer.from('a')]]))
    expect(await failure()).toMatchObject({ code: 'push.is-public' })
    expect(await failure({ isPublic: true })).toMatchObject({
      code: 'push.name-taken',
      file: 'other.csv'
    })
    await push({ isPublic: true, replace: true })
    expect(hub.fileOf(set, 'other.csv')?.toString()).toBe('a')
  })

  test('a file that the hub does not take, without the token that it was shown', async () => {
    const error = `Storage limit of hf_writer\nreached`
    hub.instead('/preupload/main', { status: 413, body: { error } })
    expect(await failure()).toMatchObject({
      code: 'push.refused',
      status: 413,
      detail: ' (Storage limit of … reached)'
    })
    hub.largest = 250_000
    expect(await failure()).toMatchObject({
      code: 'push.refused',
      status: 422,
      detail: expect.stringMatching(/train\/a b\.jpg: Object is too large/) as unknown
    })
    expect(waits).toEqual([])
  })

  test('a folder with nothing in it, or none', async () => {
    rmSync(folder, { recursive: true })
    expect(await failure()).toMatchObject({ code: 'file.not-found' })
    mkdirSync(folder)
    expect(await failure()).toMatchObject({ code: 'push.nothing', path: folder })
    expect(hub.hub.requests).toEqual([])
  })

  test('an upload to an address of another kind, and an answer of no hub', async () => {
    const oid = createHash('sha256').update(first).digest('hex')
    const upload = { href: 'ftp://storage/file' }
    const objects = [{ oid, size: first.length, actions: { upload } }]
    hub.instead('/objects/batch', { body: { transfer: 'basic', objects } })
    expect(await failure()).toMatchObject({ code: 'hub.other-scheme', scheme: 'ftp' })
    hub.instead('/preupload/main', { body: 'words' })
    expect(await failure()).toMatchObject({ code: 'push.bad-answer' })
  })
})
