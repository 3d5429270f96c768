import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-library'
import { CaptioningParams } from '../../shared/domain'
import { closeDb, databaseOf, openForWriting } from './connection'
import { getJob } from './jobs'
import { countItems, getItem, isListed } from './ledger'
import { openLibrary } from './library'
import { migrate, migrations, newestSchema } from './migrations'

/** A library of an earlier version, which had all steps but the last `missing`. */
function earlierLibrary(missing: number): string {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(root, join(root, 'library.sqlite'))
  migrate(db, migrations.slice(0, -missing))
  closeDb(db)
  return root
}

it('numbers its steps upwards', () => {
  const numbers = migrations.map((step) => step.number)
  expect(numbers.every((number, index) => number > (numbers[index - 1] ?? 0))).toBe(true)
  expect(numbers.length).toBeGreaterThan(0)
})

it('brings an earlier library up to date, and copies it before each step', async () => {
  const root = earlierLibrary(2)
  const library = openLibrary(root)
  expect((await library.info()).schemaVersion).toBe(newestSchema)
  library.close()
  const copies = readdirSync(join(root, 'backups')).sort()
  const versions = copies.map((name) => {
    const copy = new Database(join(root, 'backups', name), { readonly: true })
    const version = copy.pragma('user_version', { simple: true })
    copy.close()
    return version
  })
  expect(versions).toEqual(migrations.slice(-3, -1).map((step) => step.number))
  openLibrary(root).close()
  expect(readdirSync(join(root, 'backups')).sort()).toEqual(copies)
})

it('leaves the library as it was when a step fails', () => {
  const root = earlierLibrary(1)
  const db = openForWriting(root, join(root, 'library.sqlite'))
  const before = databaseOf(db).pragma('user_version', { simple: true })
  const broken = {
    number: newestSchema + 1,
    sql: 'CREATE TABLE half (id INTEGER); SELECT nothing;'
  }
  expect(() => migrate(db, [broken])).toThrow('nothing')
  expect(databaseOf(db).pragma('user_version', { simple: true })).toBe(before)
  expect(databaseOf(db).prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").all()).toEqual(
    []
  )
  closeDb(db)
})

it('calls the beam search of stored captioning jobs by its new name', () => {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(root, join(root, 'library.sqlite'))
  migrate(
    db,
    migrations.filter((step) => step.number < 130)
  )
  const insert = databaseOf(db).prepare(
    `INSERT INTO job (kind, state, params, progress, created_at)
     VALUES (?, 'interrupted', ?, '{}', 0)`
  )
  insert.run('caption', '{"folder":"/f","decode":{"method":"beam","beams":5}}')
  insert.run('caption', '{"folder":"/f","decode":{"method":"greedy"}}')
  migrate(db, migrations)
  const methods = databaseOf(db)
    .prepare("SELECT json_extract(params, '$.decode.method') FROM job ORDER BY id")
    .pluck()
    .all()
  expect(methods).toEqual(['clipcap', 'greedy'])
  closeDb(db)
})

it('keeps what captioning jobs of an earlier version have done', () => {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(root, join(root, 'library.sqlite'))
  migrate(
    db,
    migrations.filter(({ number }) => number < 150)
  )
  databaseOf(db).exec(`
    INSERT INTO job (id, kind, state, params, progress, created_at)
    VALUES (1, 'caption', 'interrupted', '{"folder":"/p","recursive":false,"runId":"run-0001"}', '{}', 1);
    INSERT INTO prediction (job_id, item_index, file, state, text, score) VALUES
      (1, 0, 'a.jpg', 'done', 'một', -0.5), (1, 1, 'b.jpg', 'waiting', NULL, NULL)`)
  closeDb(db)
  const library = openLibrary(root)
  const { params } = getJob(library.read, 1)
  expect(v.parse(CaptioningParams, params)).toMatchObject({
    source: { kind: 'folder', path: '/p', recursive: false },
    runId: 'run-0001'
  })
  expect(isListed(library.read, 1)).toBe(true)
  expect(countItems(library.read, 1)).toEqual({ waiting: 1, done: 1, skipped: 0, failed: 0 })
  expect(getItem(library.read, 1, 1)).toMatchObject({ file: 'b.jpg', path: '/p/b.jpg' })
  library.close()
})
