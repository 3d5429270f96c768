import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { Mulberry32 } from '../../src/main/engine/server/bench/mulberry32'
import { listCaptions } from '../../src/main/store/captions/captions'
import { all, databaseOf } from '../../src/main/store/core/connection'
import { orderedIds } from '../../src/main/store/search/image-order'
import { openLibrary, type Library } from '../../src/main/store/core/library'
import { addImages, tempFolder, tempLibrary } from '../fixtures/temp-library'
import type { Told, ToldCaption } from '../integration/support/keep-working'
import { times } from './scale'

const KILLS = times(200, 6)
/** Longest that a process works before it is killed, in milliseconds. */
const LONGEST_MS = 700

const script = join(import.meta.dirname, '..', 'integration', 'support', 'keep-working.mjs')

/** Lets another process work for a while and kills it; gives what it has told. */
async function workUntilKilled(root: string, folder: string, seed: number): Promise<Told[]> {
  const child = spawn(process.execPath, [script, root, folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>
  const told: Told[] = []
  const lasts = new Mulberry32(seed).next() * LONGEST_MS
  for await (const line of createInterface(child.stdout)) {
    if (told.length === 0) setTimeout(() => child.kill('SIGKILL'), lasts)
    told.push(JSON.parse(line) as Told)
  }
  const [, signal] = await exit
  expect(signal).toBe('SIGKILL')
  return told
}

/** What must be in the library: all that was told, except for what was under way at the kill. */
class Expected {
  readonly captions = new Map<number, ToldCaption[]>()
  readonly imported = new Set<string>()
  split: string | null = null
  underWay: Extract<Told, { begun: string }> | null = null

  hear(told: Told): void {
    if ('begun' in told) {
      this.underWay = told
      if (told.begun === 'undo' || told.begun === 'bulk') this.split = null
      return
    }
    if (told.done === 'captions') this.captions.set(told.imageId, told.captions)
    if (told.done === 'bulk') this.split = told.split
    // An import brings images of a split of its own.
    if (told.done === 'import') {
      this.split = null
      for (const name of told.names) this.imported.add(name)
    }
    if (told.done !== 'captions' || this.underWay?.begun === 'edit') this.underWay = null
  }

  compare(library: Library): void {
    const images = all<{ id: number; name: string; split: string }>(
      library.read,
      'SELECT id, name, split FROM image'
    )
    const names = new Set(images.map(({ name }) => name))
    expect([...this.imported].filter((name) => !names.has(name))).toEqual([])
    if (this.underWay?.begun === 'import') {
      const some = this.underWay.names.filter((name) => names.has(name))
      expect([0, this.underWay.names.length]).toContain(some.length)
      if (some.length > 0) this.split = null
      for (const name of some) this.imported.add(name)
    }
    const splits = new Set(images.map(({ split }) => split))
    if (this.split !== null) expect([...splits]).toEqual([this.split])

    const changed = [...this.captions].filter(([imageId, captions]) => {
      const stored = listCaptions(library.read, imageId)
      const now = stored.map(({ id, text, version }) => ({ id, text, version }))
      for (const { id, version } of captions) {
        const kept = now.find((caption) => caption.id === id)
        if (kept) expect(kept.version).toBeGreaterThanOrEqual(version)
      }
      this.captions.set(imageId, now)
      return JSON.stringify(now) !== JSON.stringify(captions)
    })
    // What was under way may have been done without being told; it changes one image's captions.
    expect(changed.length).toBeLessThanOrEqual(this.underWay ? 1 : 0)
    this.underWay = null
  }
}

/** That SQLite finds nothing broken, and that what is derived fits what it is derived from. */
function checkWhole({ read, write }: Library, captions: Expected['captions']): void {
  const database = databaseOf(write)
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
  expect(all(read, "SELECT id FROM import WHERE state = 'running'")).toEqual([])
  const wrong = `SELECT image.id FROM image JOIN image_derived ON image_id = image.id
    WHERE image.state <> image_derived.state OR image.caption_count <> image_derived.caption_count`
  expect(all(read, wrong)).toEqual([])
  for (const [imageId, [caption]] of [...captions].slice(-5)) {
    if (!caption?.text) continue
    expect([...orderedIds(read, { text: `"${caption.text}"` })]).toContain(imageId)
  }
}

it(
  `${KILLS} kills at random moments lose nothing that was told done, and break nothing`,
  async () => {
    const library = tempLibrary()
    const names = Array.from({ length: 40 }, (_, index) => `first-${index}.jpg`)
    addImages(library, Object.fromEntries(names.map((name) => [name, [`Chú thích của ${name}`]])))
    library.close()
    const folder = join(tempFolder(), 'imports')
    mkdirSync(folder)

    const expected = new Expected()
    const done = { edits: 0, bulk: 0, imports: 0, undos: 0 }
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const told = await workUntilKilled(library.root, folder, kill)
      for (const each of told) {
        expected.hear(each)
        if (!('done' in each)) continue
        if (each.done === 'captions') done.edits += 1
        if (each.done === 'bulk') done.bulk += 1
        if (each.done === 'import') done.imports += 1
        if (each.done === 'undo') done.undos += 1
      }
      const again = openLibrary(library.root)
      try {
        expected.compare(again)
        checkWhole(again, expected.captions)
      } finally {
        again.close()
      }
    }
    expect(done.edits).toBeGreaterThan(KILLS)
  },
  KILLS * 20_000
)
