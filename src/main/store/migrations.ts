import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors'
import { databaseOf, value, type ReadDb, type WriteDb } from './connection'

const files = import.meta.glob<string>('../../../db/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true
})

export interface Migration {
  number: number
  sql: string
}

/** The steps of `db/`, oldest first. */
export const migrations: Migration[] = Object.entries(files)
  .map(([path, sql]) => ({ number: Number(/(\d+)-[^/]*$/.exec(path)?.[1]), sql }))
  .sort((a, b) => a.number - b.number)

/** Number of the newest step that this version knows. */
export const newestSchema = migrations.at(-1)?.number ?? 0

/** Number of the newest step applied to the library. */
export function schemaVersion(db: ReadDb): number {
  return Number(databaseOf(db).pragma('user_version', { simple: true }))
}

/** Marks an SQLite file as a library of ours: "VCAP". */
const APPLICATION_ID = 0x56434150

/**
 * Looks, and changes nothing: throws `library.newer` for a library of a newer version and
 * `library.damaged` for a database that is not a library.
 */
export function checkSchema(db: WriteDb): void {
  const found = schemaVersion(db)
  if (found > newestSchema) {
    throw new AppError('library.newer', { path: db.root, found, known: newestSchema })
  }
  const isNew = value<number>(db, 'SELECT count(*) FROM sqlite_master') === 0
  if (!isNew && databaseOf(db).pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    const detail = 'library.sqlite is not a library of Viecap Workbench'
    throw new AppError('library.damaged', { path: db.root, detail })
  }
}

/**
 * Applies the steps that the library has not had, each as one transaction. A library that has any
 * is first copied to `backups/schema-NNNN.sqlite`, with the number of its newest step.
 */
export function migrate(db: WriteDb, steps: readonly Migration[] = migrations): void {
  const found = schemaVersion(db)
  const database = databaseOf(db)
  for (const { number, sql } of steps.filter((step) => step.number > found)) {
    if (found > 0) backUp(db)
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`application_id = ${APPLICATION_ID}`)
      database.pragma(`user_version = ${number}`)
    })()
  }
}

/** Copies the database as it is now; written beside and renamed, so that a backup is never half. */
function backUp(db: WriteDb): void {
  const folder = join(db.root, 'backups')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `schema-${String(schemaVersion(db)).padStart(4, '0')}.sqlite`)
  const beside = `${file}.part`
  rmSync(beside, { force: true })
  databaseOf(db).prepare('VACUUM INTO ?').run(beside)
  renameSync(beside, file)
}
