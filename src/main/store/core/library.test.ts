import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseOf } from './connection'
import { createLibrary, openLibrary, openLibraryToLook } from './library'
import { newestSchema } from './migrations'

let root: string
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'viecap-library-'))
  root = join(folder, 'library')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const code = (expected: string) => expect.objectContaining({ code: expected })

describe('a library folder', () => {
  it('is made with its folders and opens again', async () => {
    createLibrary(root).close()
    expect(readdirSync(root)).toEqual(
      expect.arrayContaining([
        'library.sqlite',
        'thumbnails',
        'embeddings',
        'runs',
        'exports',
        'backups'
      ])
    )
    const library = openLibrary(root)
    expect(await library.info()).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      path: root,
      name: 'library',
      openedAt: expect.any(Number) as number,
      refusal: null,
      networkDisk: null,
      schemaVersion: newestSchema,
      counts: { images: 0, captions: 0, pairs: 0, models: 0, runs: 0 }
    })
    library.close()
  })

  it('is written through a log, flushed at each commit, with foreign keys', () => {
    const library = createLibrary(root)
    const pragma = (name: string) => databaseOf(library.write).pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    library.close()
  })

  it('is not made in a folder that holds something, and not opened where there is none', () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(() => createLibrary(folder)).toThrow(code('library.folder-not-empty'))
    expect(() => openLibrary(root)).toThrow(code('library.not-found'))
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })

  it('is locked while it is open, and free after', () => {
    const library = createLibrary(root)
    expect(() => openLibrary(root)).toThrow(
      expect.objectContaining({
        code: 'library.locked',
        params: { path: root, holder: expect.stringContaining(`pid ${process.pid}`) as string }
      })
    )
    library.close()
    openLibrary(root).close()
  })

  it('can be looked at while another has it open, and not changed', async () => {
    const library = createLibrary(root)
    const looked = openLibraryToLook(root)
    expect((await looked.info()).counts).toEqual((await library.info()).counts)
    expect(() => looked.write).toThrow(code('library.locked'))
    looked.close()
    // One of another version may have its rows elsewhere.
    library.close()
    const file = new Database(join(root, 'library.sqlite'))
    file.pragma(`user_version = ${newestSchema - 1}`)
    file.close()
    expect(() => openLibraryToLook(root)).toThrow(code('library.locked'))
  })

  it('of a newer version is refused and left as it is', () => {
    createLibrary(root).close()
    const file = new Database(join(root, 'library.sqlite'))
    file.pragma(`user_version = ${newestSchema + 10}`)
    file.close()
    expect(() => openLibrary(root)).toThrow(
      expect.objectContaining({
        code: 'library.newer',
        params: { path: root, found: newestSchema + 10, known: newestSchema }
      })
    )
    const after = new Database(join(root, 'library.sqlite'), { readonly: true })
    expect(after.pragma('user_version', { simple: true })).toBe(newestSchema + 10)
    after.close()
  })

  it.each([
    'this is not a database, but a text that is long enough to look at\n'.repeat(20),
    'short'
  ])('that is damaged says so', (content) => {
    createLibrary(root).close()
    writeFileSync(join(root, 'library.sqlite'), content)
    expect(() => openLibrary(root)).toThrow(code('library.damaged'))
    writeFileSync(join(root, 'backups', 'schema-0200.sqlite'), '')
    expect(() => openLibrary(root)).toThrow(code('library.damaged-backup'))
  })

  it('that could not be opened is not locked, nor one whose holder could not be noted', () => {
    createLibrary(root).close()
    const sound = readFileSync(join(root, 'library.sqlite'))
    writeFileSync(join(root, 'library.sqlite'), 'short')
    expect(() => openLibrary(root)).toThrow(code('library.damaged'))
    writeFileSync(join(root, 'library.sqlite'), sound)
    // What a full disk does to a new file.
    mkdirSync(join(root, 'library.holder'))
    openLibrary(root).close()
    openLibrary(root).close()
  })

  it('is not any other database', () => {
    createLibrary(root).close()
    rmSync(join(root, 'library.sqlite'))
    const other = new Database(join(root, 'library.sqlite'))
    other.exec('CREATE TABLE image (id INTEGER)')
    other.close()
    expect(() => openLibrary(root)).toThrow(code('library.damaged'))
  })

  it('cannot be written through its reading side', () => {
    const library = createLibrary(root)
    expect(() => databaseOf(library.read).exec('DELETE FROM image')).toThrow('readonly')
    library.close()
  })
})
