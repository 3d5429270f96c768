import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import type { LibraryOpening } from '../../src/shared/domain'
import { UserStore } from '../../src/main/services/settings/user-store'
import { WindowMemory } from '../../src/main/services/settings/window-memory'
import { Workbench } from '../../src/main/services/workbench/workbench'
import { closeDb, databaseOf, openForWriting } from '../../src/main/store/core/connection'
import { openLibrary } from '../../src/main/store/core/library'
import { migrate, migrations, newestSchema } from '../../src/main/store/core/migrations'
import { LibraryPlace } from '../../src/main/store/core/place'
import { jobTable } from '../../src/main/services/jobs/handlers'
import { directImages } from '../fixtures/direct-images'
import { tempFolder } from '../fixtures/temp-library'

const readerFile = join(import.meta.dirname, '..', '..', 'out', 'main', 'reader.js')

function open() {
  const dir = tempFolder()
  const workbench = new Workbench({
    host: 'web',
    version: '0',
    engine: { run: () => Promise.reject(new Error('none')), close: () => Promise.resolve() },
    images: directImages,
    readerFile,
    jobs: jobTable,
    user: new UserStore(dir),
    memory: new WindowMemory(dir),
    log: pino({ level: 'silent' }),
    runsQueue: false
  })
  onTestFinished(() => workbench.close())
  const told: (LibraryOpening | null)[] = []
  workbench.events.listen((event) => {
    if (event.type === 'opening') told.push(event.opening)
  })
  return { workbench, told, phases: () => [...new Set(told.map((one) => one?.phase ?? null))] }
}

/** A library of three versions ago, `megabytes` large. */
function earlierLibrary(megabytes = 0): string {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(new LibraryPlace(root))
  migrate(db, migrations.slice(0, -3))
  const database = databaseOf(db)
  database.exec('CREATE TABLE ballast (content BLOB)')
  const insert = database.prepare('INSERT INTO ballast VALUES (randomblob(1000000))')
  for (let n = 0; n < megabytes; n += 1) insert.run()
  closeDb(db)
  return root
}

it('brings a library up to date beside what the workbench does, and tells how far it is', async () => {
  const root = earlierLibrary(150)
  const { workbench, told, phases } = open()
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  onTestFinished(() => clearInterval(timer))
  const opening = workbench.open(root)
  await expect.poll(() => workbench.opening?.phase).toBe('copying')
  // Nobody else gets it meanwhile, and this process goes on.
  expect(() => openLibrary(root)).toThrow(expect.objectContaining({ code: 'library.locked' }))
  const before = turns
  expect(await workbench.info()).toBeNull()
  expect(await opening).toMatchObject({ path: root, schemaVersion: newestSchema })
  expect(turns).toBeGreaterThan(before)
  expect(phases()).toEqual(['opening', 'copying', 'migrating', 'checking', null])
  expect(told).toContainEqual(expect.objectContaining({ phase: 'migrating', done: 2, total: 3 }))
  const copying = told.find((one) => one?.phase === 'copying')
  expect(copying?.total).toBeGreaterThan(150_000_000)
  expect(workbench.opening).toBeNull()
  expect(readdirSync(join(root, 'backups'))).toHaveLength(1)
})

it('has nothing to tell of a library that was closed in order', async () => {
  const root = earlierLibrary()
  openLibrary(root).close()
  const { workbench, told } = open()
  await workbench.open(root)
  expect(told).toEqual([])
})

it('puts in order what was left by a kill', async () => {
  const root = earlierLibrary()
  openLibrary(root).close()
  writeFileSync(join(root, 'library.sqlite-wal'), '')
  const { workbench, phases } = open()
  await workbench.open(root)
  expect(phases()).toEqual(['opening', 'checking', null])
})

it('keeps the present library, and lets the other one go, where that cannot be opened', async () => {
  const root = earlierLibrary()
  const place = new LibraryPlace(root)
  const db = openForWriting(place)
  databaseOf(db).pragma(`user_version = ${newestSchema + 1}`)
  closeDb(db)
  place.close()
  const { workbench } = open()
  const present = join(tempFolder(), 'present')
  await workbench.create(present)
  await expect(workbench.open(root)).rejects.toMatchObject({ code: 'library.newer' })
  expect(workbench.opening).toBeNull()
  expect(await workbench.info()).toMatchObject({ path: present })
  expect(existsSync(join(root, 'library.holder'))).toBe(false)
})

it('says that a file is no database', async () => {
  const root = earlierLibrary()
  rmSync(join(root, 'library.sqlite'))
  writeFileSync(join(root, 'library.sqlite'), 'no database'.repeat(100))
  const { workbench } = open()
  await expect(workbench.open(root)).rejects.toMatchObject({ code: 'library.damaged' })
})
