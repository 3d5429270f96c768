import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors'
import { sqlFunctions } from './sql-functions'

/** A connection that can read the library. What a function may do shows in which one it takes. */
export interface ReadDb {
  readonly ability: 'read' | 'write'
  /** Absolute path of the library folder, which relative paths in the store start from. */
  readonly root: string
}

/** The library's one connection that can change it. */
export interface WriteDb extends ReadDb {
  readonly ability: 'write'
}

export type SqlValue = string | number | null
export type SqlParam = SqlValue | Record<string, SqlValue>

interface Handle {
  database: Database.Database
  statements: Map<string, Database.Statement>
}

/** Keeps better-sqlite3 out of the types that the rest of the house sees. */
const handles = new WeakMap<ReadDb, Handle>()

function register<Db extends ReadDb>(db: Db, database: Database.Database): Db {
  for (const [name, work] of Object.entries(sqlFunctions)) {
    database.function(name, { deterministic: true }, work)
  }
  handles.set(db, { database, statements: new Map() })
  return db
}

/** Opens `file` for writing and makes it if it is new; changes nothing yet. */
export function openForWriting(root: string, file: string): WriteDb {
  return register({ ability: 'write', root }, new Database(file))
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

/** Opens the existing `file` for reading; SQLite itself refuses to write through it. */
export function openForReading(root: string, file: string): ReadDb {
  return register({ ability: 'read', root }, new Database(file, { readonly: true }))
}

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
  return register({ ability: 'write', root: '' }, database)
}

/**
 * Does `work` without waiting for the disk at the end of its transactions: a crash may lose them,
 * and never a part of one. What is written later by a flushed transaction is flushed with them.
 */
export function unflushed<T>(db: WriteDb, work: () => T): T {
  const { database } = handleOf(db)
  database.pragma('synchronous = NORMAL')
  try {
    return work()
  } finally {
    database.pragma('synchronous = FULL')
  }
}

export function closeDb(db: ReadDb): void {
  handleOf(db).database.close()
}

/** The better-sqlite3 connection, for migrations and the lock alone. */
export function databaseOf(db: ReadDb): Database.Database {
  return handleOf(db).database
}

/** All rows of a query. The caller names their shape. */
export function all<Row>(db: ReadDb, sql: string, ...params: SqlParam[]): Row[] {
  return explained(db, () => prepared(db, sql).all(...params) as Row[])
}

/** The first row of a query. */
export function get<Row>(db: ReadDb, sql: string, ...params: SqlParam[]): Row | undefined {
  return explained(db, () => prepared(db, sql).get(...params) as Row | undefined)
}

/** The first column of a query's only row, for counts and sums. */
export function value<T extends SqlValue>(db: ReadDb, sql: string, ...params: SqlParam[]): T {
  return Object.values(get<Record<string, T>>(db, sql, ...params) ?? {})[0] as T
}

/** The first column of all rows, of numbers. */
export function numbers(db: ReadDb, sql: string, ...params: SqlParam[]): number[] {
  return explained(db, () => {
    const statement = prepared(db, `/* numbers */ ${sql}`).pluck()
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
  const { changes, lastInsertRowid } = explained(db, () => prepared(db, sql).run(...params))
  return { changes, lastId: Number(lastInsertRowid) }
}

/** Runs `work` as one transaction; within another one it becomes a part of that. */
export function transaction<T>(db: WriteDb, work: () => T): T {
  const { database } = handleOf(db)
  if (database.inTransaction) return work()
  return explained(db, () => database.transaction(work).immediate())
}

/** Runs `work` with all its reads on one and the same state of the library. */
export function snapshot<T>(db: ReadDb, work: () => T): T {
  const { database } = handleOf(db)
  return database.inTransaction
    ? work()
    : explained(db, () => database.transaction(work).deferred())
}

function prepared(db: ReadDb, sql: string): Database.Statement {
  const { database, statements } = handleOf(db)
  let statement = statements.get(sql)
  if (!statement) {
    statement = database.prepare(sql)
    statements.set(sql, statement)
  }
  return statement
}

/** A failing disk or a damaged file as an error for a person; other errors as they are. */
function explained<T>({ root: path }: ReadDb, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    const params = { path, detail: error.message }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) {
      throw new AppError('library.damaged', params, { cause: error })
    }
    if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(error.code)) {
      throw new AppError('library.unwritable', params, { cause: error })
    }
    throw error
  }
}

function handleOf(db: ReadDb): Handle {
  const handle = handles.get(db)
  if (!handle) throw new Error('This connection was not opened by the store.')
  return handle
}
