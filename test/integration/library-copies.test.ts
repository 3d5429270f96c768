import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listCaptions, saveCaption } from '../../src/main/store/captions/captions'
import { numbers, transaction } from '../../src/main/store/core/connection'
import { createLibrary, openLibrary, type Library } from '../../src/main/store/core/library'
import { undoInSteps } from '../../src/main/store/core/undo'
import { addImages } from '../fixtures/temp-library'
import { startServer } from '../e2e/support/server'
import { outcomeOf, startViecap, viecap as runViecap } from './support/viecap'

const IMAGES = 400

let dir: string
const at = (...parts: string[]) => join(dir, ...parts)
const library = () => at('library')
const viecap = (...args: string[]) => runViecap(at('home'), ...args)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-copies-'))
  const made = createLibrary(library())
  const names = Array.from({ length: IMAGES }, (_, n) => `${n}.jpg`)
  addImages(made, Object.fromEntries(names.map((name) => [name, [`chú thích của ${name}`]])))
  made.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

function within<T>(path: string, work: (open: Library) => T): T {
  const open = openLibrary(path)
  try {
    return work(open)
  } finally {
    open.close()
  }
}
const imagesOf = ({ read }: Library) => numbers(read, 'SELECT id FROM image ORDER BY id')
const textsOf = (open: Library) =>
  imagesOf(open).flatMap((id) => listCaptions(open.read, id).map(({ text }) => text))
const editAll = (path: string, word: string) =>
  within(path, (open) => {
    transaction(open.write, () => {
      for (const imageId of imagesOf(open)) {
        const [caption] = listCaptions(open.read, imageId)
        const text = `${caption?.text ?? ''}, ${word}`
        saveCaption(open.write, { id: caption?.id ?? null, imageId, text, version: null })
      }
    })
  })

/** Starts a command and kills it after `ms`; its exit code is null where that came first. */
async function killAfter(ms: number, ...args: string[]): Promise<number | null> {
  const child = startViecap(at('home'), ...args)
  const outcome = outcomeOf(child)
  await setTimeout(ms)
  child.kill('SIGKILL')
  return (await outcome).code
}
const MOMENTS = [150, 300, 400, 500, 600, 800]

test('a library that a host has open is backed up, and restored when it is closed', async () => {
  const server = await startServer(
    at('home'),
    ...['--library', library(), '--backup-every', '1h', '--backup-to', at('safe')]
  )
  try {
    // The host has made one by itself, since there was none.
    await expect.poll(() => (existsSync(at('safe')) ? visible(at('safe')).length : 0)).toBe(1)
    const { code, stdout } = await viecap('backup', 'create', '--library', library(), '--json')
    expect(code).toBe(0)
    const made = JSON.parse(stdout) as { path: string; counts: { captions: number } }
    expect(made.counts.captions).toBe(IMAGES)
    const refused = await viecap('backup', 'restore', made.path, '--library', library())
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('in use by another process')
  } finally {
    await server.kill()
  }
  expect((await viecap('backup', 'verify', library())).stdout).toMatch(/^whole {2}.*library-/)
  expect((await viecap('backup', 'list', at('safe'))).stdout).toContain(`${IMAGES} captions`)
  editAll(library(), 'sửa')
  const [name = ''] = visible(at('safe'))
  expect(await viecap('backup', 'restore', at('safe', name), '--to', at('new'))).toMatchObject({
    code: 0
  })
  expect(await viecap('backup', 'restore', at('safe', name), '--to', at('new'))).toMatchObject({
    code: 2
  })
  const before = within(at('new'), textsOf)
  expect(before).toHaveLength(IMAGES)
  expect(before.some((text) => text.includes('sửa'))).toBe(false)
  await viecap('backup', 'restore', at('safe', name), '--library', library())
  expect(within(library(), textsOf)).toEqual(before)
  expect((await viecap('library', 'check', '--library', library())).stdout).toContain('is sound')
}, 120_000)

const visible = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('.'))

test('a backup that is killed leaves nothing, or a whole one', async () => {
  const args = ['backup', 'create', '--library', library(), '--to', at('safe')]
  for (const ms of MOMENTS) await killAfter(ms, ...args)
  await viecap(...args)
  // What the killed ones left is cleared away by the last.
  expect(readdirSync(at('safe')).filter((name) => name.startsWith('.'))).toEqual([])
  const { code, stdout } = await viecap('backup', 'verify', at('safe'))
  expect({ code, damaged: stdout.includes('DAMAGED') }).toEqual({ code: 0, damaged: false })
}, 120_000)

test('a split that is killed leaves no folder, and a merge that is killed leaves none of it', async () => {
  const split = ['library', 'split', at('part'), '--library', library(), '--name', 'Minh']
  for (const ms of MOMENTS) {
    await killAfter(ms, ...split)
    if (existsSync(at('part'))) break
  }
  if (!existsSync(at('part'))) expect(await viecap(...split)).toMatchObject({ code: 0 })
  expect(within(at('part'), textsOf)).toHaveLength(IMAGES)
  editAll(at('part'), 'theo Minh')
  const [before, theirs] = [within(library(), textsOf), within(at('part'), textsOf)]

  const merge = ['library', 'merge', at('part'), '--library', library()]
  for (const ms of MOMENTS) {
    await killAfter(ms, ...merge)
    const now = within(library(), textsOf)
    expect([before, theirs]).toContainEqual(now)
  }
  expect((await viecap(...merge)).code).toBe(0)
  expect(within(library(), textsOf)).toEqual(theirs)
  expect((await viecap(...merge)).stdout).toBe('nothing new\n')
  const open = openLibrary(library())
  await undoInSteps(open.write)
  expect(textsOf(open)).toEqual(before)
  open.close()
}, 120_000)
