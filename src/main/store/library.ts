import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { LibraryInfo } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import {
  closeDb,
  configureWriter,
  get,
  openForReading,
  openForWriting,
  type ReadDb,
  type WriteDb
} from './connection'
import { lockLibrary } from './lock'
import { checkSchema, migrate, schemaVersion } from './migrations'
import { takeBackUnfinishedImports } from './take-back-import'

export type { ReadDb, WriteDb } from './connection'

const DATABASE = 'library.sqlite'
const FOLDERS = ['thumbnails', 'embeddings', 'runs', 'exports', 'backups']

/** An open library folder, locked for this process until `close`. */
export interface Library {
  /** Absolute path of the folder. */
  readonly root: string
  readonly read: ReadDb
  readonly write: WriteDb
  info(): LibraryInfo
  close(): void
}

/**
 * Makes a library in the new or empty folder `path` and opens it. Throws
 * `library.folder-not-empty` or `library.unwritable`.
 */
export function createLibrary(path: string): Library {
  const root = resolve(path)
  const entries = writing(root, () => {
    mkdirSync(root, { recursive: true })
    return readdirSync(root)
  })
  if (entries.length > 0) throw new AppError('library.folder-not-empty', { path: root })
  return openAt(root)
}

/**
 * Opens the library in the folder `path`, brought up to this version's schema. Throws
 * `library.not-found`, `library.locked`, `library.newer`, `library.damaged` or
 * `library.unwritable`.
 */
export function openLibrary(path: string): Library {
  const root = resolve(path)
  if (!existsSync(join(root, DATABASE))) throw new AppError('library.not-found', { path: root })
  return openAt(root)
}

function openAt(root: string): Library {
  const unlock = lockLibrary(root)
  let write: WriteDb | undefined
  try {
    write = openForWriting(root, join(root, DATABASE))
    checkSchema(write)
    configureWriter(write)
    writing(root, () => {
      for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true })
    })
    migrate(write)
    takeBackUnfinishedImports(write)
    const read = openForReading(root, join(root, DATABASE))
    return libraryOf(root, read, write, unlock)
  } catch (error) {
    if (write) closeDb(write)
    unlock()
    throw error instanceof AppError ? error : damaged(root, error)
  }
}

function libraryOf(root: string, read: ReadDb, write: WriteDb, unlock: () => void): Library {
  let open = true
  return {
    root,
    read,
    write,
    info: () => libraryInfo(root, write),
    close() {
      if (!open) return
      open = false
      closeDb(read)
      closeDb(write)
      unlock()
    }
  }
}

function libraryInfo(root: string, db: WriteDb): LibraryInfo {
  const counts = get<LibraryInfo['counts']>(
    db,
    `SELECT (SELECT count(*) FROM image) AS images, (SELECT count(*) FROM caption) AS captions,
       (SELECT count(*) FROM pair) AS pairs, (SELECT count(*) FROM model) AS models,
       (SELECT count(*) FROM run) AS runs`
  )
  return {
    path: root,
    name: basename(root),
    schemaVersion: schemaVersion(db),
    counts: counts ?? { images: 0, captions: 0, pairs: 0, models: 0, runs: 0 }
  }
}

/** A failing file operation in the folder as `library.unwritable`. */
function writing<T>(root: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new AppError(
      'library.unwritable',
      { path: root, detail: detailOf(error) },
      { cause: error }
    )
  }
}

/** What SQLite cannot read: not a database, a torn page, a schema that is not ours. */
function damaged(root: string, error: unknown): AppError {
  return new AppError('library.damaged', { path: root, detail: detailOf(error) }, { cause: error })
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
