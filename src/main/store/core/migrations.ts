import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LibraryOpening } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { databaseOf, value, type ReadDb, type WriteDb } from './connection'
import { damagedLibrary } from './damaged'

const files = import.meta.glob<string>('../../../../db/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true
})

export interface Migration {
  number: number
  sql: string
}

/** Numbered SQL files by their paths as steps, oldest first. */
export const toMigrations = (sqlOf: Readonly<Record<string, string>>): Migration[] =>
  Object.entries(sqlOf)
    .map(([path, sql]) => ({ number: Number(/(\d+)-[^/]*$/.exec(path)?.[1]), sql }))
    .sort((a, b) => a.number - b.number)

/** The steps of a library: those of `db/`. */
export const migrations: Migration[] = toMigrations(files)

/** Number of the newest step that this version knows. */
export const newestSchema = migrations.at(-1)?.number ?? 0

/** Number of the newest step applied to the library. */
export function schemaVersion(db: ReadDb): number {
  return Number(databaseOf(db).pragma('user_version', { simple: true }))
}

/** Marks an SQLite file as one of ours: "VCAP". */
const APPLICATION_ID = 0x56434150

/**
 * Looks, and changes nothing: throws `library.newer` for a library of a newer version and
 * `library.damaged` for a database that is not a library.
 */
export function checkSchema(db: ReadDb): void {
  const found = schemaVersion(db)
  if (found > newestSchema) {
    throw new AppError('library.newer', { path: db.root, found, known: newestSchema })
  }
  const isNew = value<number>(db, 'SELECT count(*) FROM sqlite_master') === 0
  if (!isNew && databaseOf(db).pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw damagedLibrary(db.root, 'library.sqlite is not a library of Viecap Workbench')
  }
}

/** How far a library is brought to order. */
export interface OpeningStep extends Pick<LibraryOpening, 'phase' | 'done' | 'total'> {
  /** Where a copy is written, whose size tells how far it is. */
  file?: string
}

/**
 * Applies the steps that the library has not had, each as one transaction. A library that has had
 * any is first copied to `backups/schema-NNNN.sqlite`, with the number of its newest step.
 */
export function migrate(
  db: WriteDb,
  steps: readonly Migration[] = migrations,
  onStep: (step: OpeningStep) => void = () => undefined
): void {
  const found = schemaVersion(db)
  const database = databaseOf(db)
  const missing = steps.filter((step) => step.number > found)
  if (found > 0 && missing.length > 0) backUp(db, onStep)
  for (const [done, { number, sql }] of missing.entries()) {
    onStep({ phase: 'migrating', done, total: missing.length })
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`application_id = ${APPLICATION_ID}`)
      database.pragma(`user_version = ${number}`)
    })()
  }
}

/** Copies the database as it is now; written next to it and renamed, so that a backup is never half. */
function backUp(db: WriteDb, onStep: (step: OpeningStep) => void): void {
  const folder = join(db.root, 'backups')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `schema-${String(schemaVersion(db)).padStart(4, '0')}.sqlite`)
  const beside = `${file}.part`
  rmSync(beside, { force: true })
  onStep({ phase: 'copying', done: 0, total: statSync(databaseOf(db).name).size, file: beside })
  try {
    databaseOf(db).prepare('VACUUM INTO ?').run(beside)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
