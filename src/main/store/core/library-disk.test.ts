import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asOrdinaryUser, noMounts, smallDisk } from '../../../../test/fixtures/small-disk'
import { addImages, tempFolder } from '../../../../test/fixtures/temp-library'
import type { AppError } from '../../../shared/errors'
import { listCaptions, saveCaption } from '../captions/captions'
import { createLibrary, openLibrary, type Library } from './library'
import { newestSchema } from './migrations'
import { fromStoredPath } from './paths'

const code = (expected: string) => expect.objectContaining({ code: expected })
const linux = process.platform === 'linux'
if (noMounts) process.stderr.write(`tests of full and read-only disks are skipped: ${noMounts}\n`)

/** A library with one captioned image in the folder `root`. */
function made(root: string): Library {
  const library = createLibrary(root)
  onTestFinished(() => library.close())
  addImages(library, { 'a.jpg': ['một'] })
  return library
}

const opened = (root: string): Library => {
  const library = openLibrary(root)
  onTestFinished(() => library.close())
  return library
}

const save = ({ write }: Library, text: string): number =>
  saveCaption(write, { id: null, imageId: 1, text, version: null }).id
const texts = ({ read }: Library): string[] => listCaptions(read, 1).map(({ text }) => text)
const copies = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('viecap-look-'))

describe('the folder of an open library', () => {
  it('that was deleted takes no change, and can still be read', async () => {
    const root = join(tempFolder(), 'library')
    const library = made(root)
    rmSync(root, { recursive: true })
    expect(() => save(library, 'hai')).toThrow(code('library.gone'))
    expect(library.refusal()).toMatchObject({ code: 'library.gone', params: { path: root } })
    expect(await library.info()).toMatchObject({
      counts: { captions: 1 },
      refusal: { code: 'library.gone' }
    })
    expect(texts(library)).toEqual(['một'])
    const listed = []
    const words = library.reader.rows('scanVocabulary')
    for await (const rows of words) listed.push(...rows)
    expect(listed).not.toEqual([])
    library.close()
    expect(existsSync(root)).toBe(false)
  })

  it.each(['library.sqlite', 'library.sqlite-wal'])('without its %s takes no change', (name) => {
    const root = join(tempFolder(), 'library')
    const library = made(root)
    rmSync(join(root, name))
    expect(() => save(library, 'hai')).toThrow(code('library.gone'))
  })

  it('that another one was put in the place of takes no change, nor does that one', () => {
    const folder = tempFolder()
    const root = join(folder, 'library')
    const library = made(root)
    cpSync(root, join(folder, 'copy'), { recursive: true })
    rmSync(root, { recursive: true })
    renameSync(join(folder, 'copy'), root)
    expect(() => save(library, 'hai')).toThrow(code('library.gone'))
    library.close()
    expect(texts(opened(root))).toEqual(['một'])
  })

  it.runIf(linux)('that was moved is written on where it is, with what follows it', async () => {
    const folder = tempFolder()
    const root = join(folder, 'library')
    const library = made(root)
    const { openedAt } = await library.info()
    mkdirSync(join(folder, 'elsewhere'))
    const moved = join(folder, 'elsewhere', 'moved')
    renameSync(root, moved)
    save(library, 'hai')
    expect(library.refusal()).toBeNull()
    expect(library.root).toBe(moved)
    expect(fromStoredPath(library.read, 'runs/run-0001')).toBe(join(moved, 'runs', 'run-0001'))
    expect(await library.info()).toMatchObject({ path: moved, name: 'moved', openedAt })
    // Another library in the old place is not touched by the first, nor taken for it.
    const other = made(root)
    save(other, 'khác')
    save(library, 'ba')
    expect(() => openLibrary(moved)).toThrow(code('library.locked'))
    library.close()
    expect(existsSync(join(moved, 'library.holder'))).toBe(false)
    expect(existsSync(join(root, 'library.holder'))).toBe(true)
    save(other, 'nữa')
    other.close()
    expect(texts(opened(moved))).toEqual(['một', 'hai', 'ba'])
    expect(texts(opened(root))).toEqual(['một', 'khác', 'nữa'])
  })

  it.runIf(linux)('that came back after a while takes changes again', () => {
    const folder = tempFolder()
    const root = join(folder, 'library')
    const library = made(root)
    const file = join(root, 'library.sqlite')
    renameSync(file, join(folder, 'aside'))
    expect(() => save(library, 'hai')).toThrow(code('library.gone'))
    renameSync(join(folder, 'aside'), file)
    expect(library.refusal()).toBeNull()
    save(library, 'hai')
    library.close()
    expect(texts(opened(root))).toEqual(['một', 'hai'])
  })
})

describe('a library that cannot be written', () => {
  /** A closed library that is then only to be read. */
  function closedLibrary(root: string): void {
    made(root).close()
  }

  async function expectLook(library: Library, detail: string): Promise<void> {
    expect(library.looksOnly).toBe(true)
    expect(library.refusal()).toMatchObject({ code: 'library.read-only', params: { detail } })
    expect(() => library.write).toThrow(code('library.read-only'))
    expect(texts(library)).toEqual(['một'])
    expect(await library.info()).toMatchObject({
      path: library.root,
      counts: { captions: 1 },
      refusal: { code: 'library.read-only' }
    })
  }

  it.runIf(linux)('for its permissions is opened to look at', async () => {
    const folder = tempFolder()
    const root = join(folder, 'library')
    closedLibrary(root)
    chmodSync(folder, 0o755)
    for (const path of [root, join(root, 'library.sqlite')]) {
      chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444)
    }
    const before = copies()
    const library = asOrdinaryUser(() => openLibrary(root))
    await expectLook(library, 'permission denied')
    library.close()
    expect(copies()).toEqual(before)
    chmodSync(root, 0o755)
    chmodSync(join(root, 'library.sqlite'), 0o644)
    expect(save(opened(root), 'hai')).toBeGreaterThan(0)
  })

  it.skipIf(noMounts)('for a read-only disk is opened to look at', async () => {
    const disk = smallDisk(4)
    const root = join(disk.path, 'library')
    closedLibrary(root)
    disk.setReadOnly(true)
    const library = opened(root)
    await expectLook(library, 'the disk is read-only')
    library.close()
    disk.setReadOnly(false)
    expect(opened(root).looksOnly).toBe(false)
  })

  it.skipIf(noMounts)('for a full disk is opened to look at, unfinished log and all', async () => {
    const disk = smallDisk(4)
    const root = join(disk.path, 'library')
    const library = made(join(tempFolder(), 'library'))
    // As after a kill: what was written last is in the log alone.
    cpSync(library.root, root, { recursive: true })
    rmSync(join(root, 'library.sqlite-shm'))
    disk.fill()
    await expectLook(opened(root), 'the disk is full')
  })

  it.skipIf(noMounts)('and is of an earlier version says so', () => {
    const disk = smallDisk(4)
    const root = join(disk.path, 'library')
    closedLibrary(root)
    const file = new Database(join(root, 'library.sqlite'))
    file.pragma(`user_version = ${newestSchema - 1}`)
    file.close()
    disk.setReadOnly(true)
    expect(() => openLibrary(root)).toThrow(
      expect.objectContaining({
        code: 'library.old-read-only',
        params: { path: root, detail: 'the disk is read-only' }
      })
    )
  })

  it.skipIf(noMounts)('while its disk is full goes on when there is room again', () => {
    const disk = smallDisk(8)
    const library = made(join(disk.path, 'library'))
    disk.fill()
    const saved: string[] = []
    const refused = (): AppError => {
      for (;;) {
        // The log may have room for some.
        const text = `${saved.length} ${'dài '.repeat(1000)}`.trim()
        try {
          save(library, text)
          saved.push(text)
        } catch (error) {
          return error as AppError
        }
      }
    }
    expect(refused()).toMatchObject({ code: 'library.disk-full' })
    expect(library.refusal()).toMatchObject({ code: 'library.disk-full' })
    expect(texts(library)).toEqual(['một', ...saved])
    disk.free()
    expect(library.refusal()).toBeNull()
    save(library, 'sau')
    library.close()
    expect(texts(opened(library.root))).toEqual(['một', ...saved, 'sau'])
  })
})
