import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { LibraryInfo } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import {
  closeDb,
  configureWriter,
  openForReading,
  openForWriting,
  type ReadDb,
  type WriteDb
} from './connection'
import { lockedLibrary, lockLibrary } from './lock'
import { checkSchema, migrate, newestSchema, schemaVersion } from './migrations'
import { openReader, type Reader } from './reader'
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
  /** For what may take long. */
  readonly reader: Reader
  info(): Promise<LibraryInfo>
  close(): void
}

/**
 * Makes a library in the new or empty folder `path` and opens it. Throws
 * `library.folder-not-empty` or `library.unwritable`. `readerFile` is the built thread of the
 * library's reader; without it long reads are done on the caller's thread.
 */
export function createLibrary(path: string, readerFile?: string): Library {
  const root = resolve(path)
  const entries = writing(root, () => {
    mkdirSync(root, { recursive: true })
    return readdirSync(root)
  })
  if (entries.length > 0) throw new AppError('library.folder-not-empty', { path: root })
  return openAt(root, readerFile)
}

/**
 * Opens the library in the folder `path`, brought up to this version's schema. Throws
 * `library.not-found`, `library.locked`, `library.newer`, `library.damaged` or
 * `library.unwritable`.
 */
export function openLibrary(path: string, readerFile?: string): Library {
  return openAt(rootOf(path), readerFile)
}

/**
 * Opens a library, locked by another process, to look at it: whatever writes throws
 * `library.locked`. So does this where the library's schema is not that of this version.
 */
export function openLibraryToLook(path: string): Library {
  const root = rootOf(path)
  const read = openForReading(root, join(root, DATABASE))
  if (schemaVersion(read) !== newestSchema) {
    closeDb(read)
    throw lockedLibrary(root)
  }
  const reader = openReader(read, undefined)
  return {
    root,
    read,
    get write(): WriteDb {
      throw lockedLibrary(root)
    },
    reader,
    info: () => libraryInfo(root, read, reader),
    close() {
      void reader.close()
      closeDb(read)
    }
  }
}

/** The folder of a library that is there. */
function rootOf(path: string): string {
  const root = resolve(path)
  if (!existsSync(join(root, DATABASE))) throw new AppError('library.not-found', { path: root })
  return root
}

function openAt(root: string, readerFile: string | undefined): Library {
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
    return libraryOf({ root, read, write, reader: openReader(read, readerFile) }, unlock)
  } catch (error) {
    if (write) closeDb(write)
    unlock()
    throw error instanceof AppError ? error : damaged(root, error)
  }
}

type Connections = Pick<Library, 'root' | 'read' | 'write' | 'reader'>

function libraryOf(connections: Connections, unlock: () => void): Library {
  const { root, read, write, reader } = connections
  let open = true
  return {
    ...connections,
    info: () => libraryInfo(root, write, reader),
    close() {
      if (!open) return
      open = false
      void reader.close()
      closeDb(read)
      closeDb(write)
      unlock()
    }
  }
}

async function libraryInfo(root: string, db: ReadDb, reader: Reader): Promise<LibraryInfo> {
  return {
    path: root,
    name: basename(root),
    schemaVersion: schemaVersion(db),
    counts: await reader.ask('libraryCounts')
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
