import { tmpdir } from 'node:os'
import Database from 'better-sqlite3'
import { AppError, type ErrorCode } from '../../../shared/errors'
import { ChangeTeller, writtenBy, type ChangeListener, type Written } from './changes'
import { damagedLibrary } from './damaged'
import type { Place } from './place'
import { sqlFunctions } from './sql-functions'
import { narrow, type Viewer } from './viewer'

/** A connection that can read the library. What a function may do shows in which one it takes. */
export interface ReadDb {
  readonly ability: 'read' | 'write'
  /**
   * Absolute path of the library folder as it is now, which relative paths in the store start from.
   */
  readonly root: string
}

/** The library's one connection that can change it. */
export interface WriteDb extends ReadDb {
  readonly ability: 'write'
}

export type SqlValue = string | number | null
export type SqlParam = SqlValue | Record<string, SqlValue>

interface Prepared {
  statement: Database.Statement
  /** What it changes that somebody sees. */
  written: Written | null
}

interface Handle {
  database: Database.Database
  statements: Map<string, Prepared>
  place: Place
  changes: ChangeTeller
  /** Who is to see a part of the captions alone; null where all are read. */
  viewer: Viewer | null
  /** Why the last change could not be written; null after one that could. */
  trouble: AppError | null
}

/** Keeps better-sqlite3 out of the types that the rest of the house sees. */
const handles = new WeakMap<ReadDb, Handle>()

function register<Ability extends 'read' | 'write'>(
  ability: Ability,
  place: Place,
  database: Database.Database,
  viewer: Viewer | null = null
): ReadDb & { readonly ability: Ability } {
  const functions = sqlFunctions(() => openForReading(place))
  for (const [name, work] of Object.entries(functions)) {
    database.function(name, { deterministic: true }, work)
  }
  const db = {
    ability,
    get root() {
      return place.root
    }
  }
  handles.set(db, {
    database,
    statements: new Map(),
    place,
    changes: new ChangeTeller(),
    viewer,
    trouble: null
  })
  return db
}

/** Opens the file of `place` for writing and makes it if it is new; changes nothing yet. */
export function openForWriting(place: Place): WriteDb {
  return register('write', place, new Database(place.file))
}

/**
 * Memory for pages, 64 MB at most: an import of a million rows adds to indexes at random places,
 * and with SQLite's own 2 MB most of its time goes into reading pages and writing them again.
 */
const CACHE = 'cache_size = -64000'

/** Sets what the library's guarantees rest on. Throws SQLite's own error for a damaged file. */
export function configureWriter(db: WriteDb): void {
  const { database } = handleOf(db)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma(CACHE)
}

/**
 * Opens the existing file of `place` for reading; SQLite itself refuses to write through it. With a
 * `viewer`, nothing but what they may see can be read by it.
 */
export function openForReading(place: Place, viewer: Viewer | null = null): ReadDb {
  const database = new Database(place.file, { readonly: true })
  if (viewer) narrow(database, viewer)
  return register('read', place, database, viewer)
}

/** Whom the connection is narrowed to; null where it reads all. */
export const viewerOf = (db: ReadDb): Viewer | null => handleOf(db).viewer

/**
 * A database on the disk that has no name and vanishes when it is closed, with the tables of
 * `schema`. Nothing of it is ever read again, so it is never flushed.
 */
export function openScratch(schema: string): WriteDb {
  const database = new Database('')
  database.pragma('journal_mode = OFF')
  database.pragma('synchronous = OFF')
  database.pragma(CACHE)
  database.exec(schema)
  // One transaction for good: at the end of each one SQLite walks over all pages that it holds.
  database.exec('BEGIN')
  // Where SQLite puts it, for the error of a disk that is full.
  return register('write', { root: process.env['SQLITE_TMPDIR'] ?? tmpdir(), file: '' }, database)
}

/**
 * Does `work` without waiting for the disk at the end of its transactions: a crash may lose them,
 * and never a part of one. What is written later by a flushed transaction is flushed with them.
 */
export function unflushed<T>(db: WriteDb, work: () => T): T {
  const { database, changes } = handleOf(db)
  database.pragma('synchronous = NORMAL')
  changes.flushes = false
  try {
    return work()
  } finally {
    changes.flushes = true
    database.pragma('synchronous = FULL')
  }
}

/**
 * Calls `listener` after each commit that changed what somebody sees, with what that is; returns how
 * to stop it. Every statement of `run` counts by the table that it writes.
 */
export const listenForChanges = (db: WriteDb, listener: ChangeListener): (() => void) =>
  handleOf(db).changes.listen(listener)

/**
 * Until what is returned is called, unflushed commits are not announced, and then all of them as one: for
 * work that is written in many steps and is one change to a person.
 */
export const holdChanges = (db: WriteDb): (() => void) => handleOf(db).changes.hold()

export function closeDb(db: ReadDb): void {
  handleOf(db).database.close()
}

/** Where the connection's database lies now. */
export const placeOf = (db: ReadDb): Place => handleOf(db).place

/** The better-sqlite3 connection, for migrations and the lock alone. */
export function databaseOf(db: ReadDb): Database.Database {
  return handleOf(db).database
}

/** All rows of a query. The caller names their shape. */
export function all<Row>(db: ReadDb, sql: string, ...params: SqlParam[]): Row[] {
  return explained(db, () => prepared(db, sql).statement.all(...params) as Row[])
}

/** The first row of a query. */
export function get<Row>(db: ReadDb, sql: string, ...params: SqlParam[]): Row | undefined {
  return explained(db, () => prepared(db, sql).statement.get(...params) as Row | undefined)
}

/** The first column of a query's only row, for counts and sums. */
export function value<T extends SqlValue>(db: ReadDb, sql: string, ...params: SqlParam[]): T {
  return Object.values(get<Record<string, T>>(db, sql, ...params) ?? {})[0] as T
}

/** The first column of all rows, of numbers. */
export function numbers(db: ReadDb, sql: string, ...params: SqlParam[]): number[] {
  return explained(db, () => {
    const statement = prepared(db, `/* numbers */ ${sql}`).statement.pluck()
    return statement.all(...params) as number[]
  })
}

/** Changes with every commit of another connection; what this one writes itself is not told. */
export function changeMark(db: ReadDb): number {
  return Number(handleOf(db).database.pragma('data_version', { simple: true }))
}

/** Rows one at a time, for listings that are not to be held at once. */
export function iterate<Row>(
  db: ReadDb,
  sql: string,
  ...params: SqlParam[]
): IterableIterator<Row> {
  // A statement of its own: a cached one would be busy until the walk ends.
  const statement = handleOf(db).database.prepare(sql)
  return statement.iterate(...params) as IterableIterator<Row>
}

/** Runs a statement that changes something. */
export function run(
  db: WriteDb,
  sql: string,
  ...params: SqlParam[]
): { changes: number; lastId: number } {
  return writing(db, () => {
    const { statement, written } = prepared(db, sql)
    const { changes, lastInsertRowid } = statement.run(...params)
    if (written && changes > 0) handleOf(db).changes.note(written)
    return { changes, lastId: Number(lastInsertRowid) }
  })
}

/** Runs `work` as one transaction; within another one it becomes a part of that. */
export function transaction<T>(db: WriteDb, work: () => T): T {
  const { database } = handleOf(db)
  if (database.inTransaction) return work()
  return writing(db, () => database.transaction(work).immediate())
}

/** Writes the database anew without what was deleted from it. */
export function vacuum(db: WriteDb): void {
  explained(db, () => handleOf(db).database.exec('VACUUM'))
}

/** Writes something that changes nothing, to find out whether the library can be written. */
export function tryWriting(db: WriteDb): void {
  const { database } = handleOf(db)
  transaction(db, () => {
    const version = Number(database.pragma('user_version', { simple: true }))
    database.pragma(`user_version = ${version}`)
  })
}

/** Why a change would be refused now, or null: a full disk is tried again, a lost folder sought. */
export function troubleOf(db: WriteDb): AppError | null {
  const handle = handleOf(db)
  try {
    if (handle.trouble) tryWriting(db)
    else handle.place.requireThere?.()
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/**
 * A change by itself: refused where it would be lost, noted where it fails, and told once it is
 * committed.
 */
function writing<T>(db: WriteDb, work: () => T): T {
  const handle = handleOf(db)
  if (handle.database.inTransaction) return explained(db, work)
  let result: T
  try {
    handle.place.requireThere?.()
    result = explained(db, work)
    handle.trouble = null
  } catch (error) {
    handle.changes.rolledBack()
    if (isUnwritable(error)) handle.trouble = error
    throw error
  }
  handle.changes.committed()
  return result
}

/** Runs `work` with all its reads on one and the same state of the library. */
export function snapshot<T>(db: ReadDb, work: () => T): T {
  const { database } = handleOf(db)
  return database.inTransaction
    ? work()
    : explained(db, () => database.transaction(work).deferred())
}

function prepared(db: ReadDb, sql: string): Prepared {
  const { database, statements } = handleOf(db)
  let known = statements.get(sql)
  if (!known) {
    known = { statement: database.prepare(sql), written: writtenBy(sql) }
    statements.set(sql, known)
  }
  return known
}

/** Errors of a library that can be read and not be written, for now or at all. */
const UNWRITABLE: readonly ErrorCode[] = [
  'library.gone',
  'library.disk-full',
  'library.read-only',
  'library.unwritable'
]

export const isUnwritable = (error: unknown): error is AppError =>
  error instanceof AppError && UNWRITABLE.includes(error.code)

/** What SQLite's codes begin with, and the error for a person that they stand for. */
const EXPLANATIONS: readonly [RegExp, ErrorCode][] = [
  [/^SQLITE_FULL/, 'library.disk-full'],
  [/^SQLITE_READONLY_DBMOVED/, 'library.gone'],
  [/^SQLITE_READONLY/, 'library.read-only'],
  [/^SQLITE_(IOERR|CANTOPEN)/, 'library.unwritable']
]

/** A failing disk or a damaged file as an error for a person; other errors as they are. */
export function explained<T>({ root: path }: Pick<ReadDb, 'root'>, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw damagedLibrary(path, error)
    const [, code] = EXPLANATIONS.find(([pattern]) => pattern.test(error.code)) ?? []
    if (!code) throw error
    throw new AppError(code, { path, detail: error.message }, { cause: error })
  }
}

function handleOf(db: ReadDb): Handle {
  const handle = handles.get(db)
  if (!handle) throw new Error('This connection was not opened by the store.')
  return handle
}
