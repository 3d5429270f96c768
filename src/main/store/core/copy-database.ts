import { hash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { LibraryCounts } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { writeError } from '../../base/files/file-error'
import { closeDb, databaseOf, explained, get, openForReading, type ReadDb } from './connection'
import { libraryCounts } from './library-counts'
import { checkSchema, schemaVersion } from './migrations'
import { openToRead } from './open-to-read'
import type { Place } from './place'

/** What a library's database holds. */
export interface DatabaseContent {
  /** 12 hex digits; null in a library of a version that gave none. */
  libraryId: string | null
  schemaVersion: number
  counts: LibraryCounts
  bytes: number
}

/** Pages copied before other work of the thread has its turn: about a millisecond. */
const PAGES_A_STEP = 256

/**
 * Copies the database of the library in `root`, as it is at this moment, to the new file `file`, and
 * checks the copy. People may work on meanwhile, in this process or another: the copy is read in one
 * transaction, which in WAL mode waits for no writer and holds up none. Throws
 * `backup.damaged-library`, `library.damaged`, `library.newer`, `file.unwritable`.
 */
export async function copyDatabase(root: string, file: string): Promise<DatabaseContent> {
  const { db, close } = openToRead(root)
  const database = databaseOf(db)
  try {
    explained(db, () => checkSchema(db))
    // Without a transaction of its own the copy would begin anew with each change of another.
    database.exec('BEGIN')
    const content = contentOf(db, 0)
    await database.backup(file, { progress: () => PAGES_A_STEP })
    leaveWal(file)
    const copy = checkDatabase(file)
    if (JSON.stringify({ ...copy, bytes: 0 }) !== JSON.stringify(content)) {
      throw new AppError('backup.damaged', { path: file, detail: 'rows are missing' })
    }
    return copy
  } catch (error) {
    rmSync(file, { force: true })
    // The copy has the same pages, so what is wrong with it is wrong with the library.
    if (error instanceof AppError && error.code === 'backup.damaged') {
      const params = { path: root, detail: String(error.params['detail']) }
      throw new AppError('backup.damaged-library', params, { cause: error })
    }
    throw writeError(file, error)
  } finally {
    close()
  }
}

/** Makes a copy one file, to be moved and read anywhere; as a library it gets its log again. */
export function leaveWal(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** Findings of SQLite that are told. */
const TOLD = 5

/**
 * Reads every page, index and reference of the database `file`, which nobody has open, and says what
 * it holds. Throws `backup.damaged`, `library.newer`.
 */
export function checkDatabase(file: string): DatabaseContent {
  const place: Place = { root: file, file }
  let db: ReadDb | undefined
  try {
    db = openForReading(place)
    const damage = damageOf(db)
    if (damage.length > 0) throw new Error(damage.join('; '))
    checkSchema(db)
    return contentOf(db, statSync(file).size)
  } catch (error) {
    if (error instanceof AppError && error.code === 'library.newer') throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('backup.damaged', { path: file, detail }, { cause: error })
  } finally {
    if (db) closeDb(db)
  }
}

/** What is wrong with a database, in SQLite's words; empty where it is sound. */
export function damageOf(db: ReadDb): string[] {
  const database = databaseOf(db)
  const found = database.pragma(`integrity_check(${TOLD})`) as { integrity_check: string }[]
  const broken = found.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  const lost = database.pragma('foreign_key_check') as { table: string; parent: string }[]
  const rows = lost.slice(0, TOLD).map(({ table, parent }) => `${table} without its ${parent}`)
  return [...broken, ...rows]
}

function contentOf(db: ReadDb, bytes: number): DatabaseContent {
  return {
    libraryId: libraryId(db),
    schemaVersion: schemaVersion(db),
    counts: libraryCounts(db),
    bytes
  }
}

const hasIdentity = "SELECT 1 FROM sqlite_master WHERE name = 'library_identity'"

/** The library's id, 12 hex digits; null in a library of a version that gave none. */
export function libraryId(db: ReadDb): string | null {
  if (!get(db, hasIdentity)) return null
  return get<{ id: string }>(db, 'SELECT id FROM library_identity')?.id ?? null
}

/** The id of the library in a database file; null where it has none or cannot be read. */
export function libraryIdOfFile(file: string): string | null {
  let db: ReadDb | undefined
  try {
    db = openForReading({ root: file, file })
    return libraryId(db)
  } catch {
    return null
  } finally {
    if (db) closeDb(db)
  }
}

/** A short mark of a library for names of files, from its path where it has no id. */
export const markOf = (id: string | null, root: string): string =>
  (id ?? hash('sha256', root)).slice(0, 8)
