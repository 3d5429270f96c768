import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { CaptioningParams, RunConfig } from '../../../shared/domain'
import { closeDb, databaseOf, openForWriting, run } from './connection'
import { writeRows } from '../embeddings/embedding-file'
import { embeddingStatus, findOlderSet } from '../embeddings/embedding-sets'
import {
  listMissingImages,
  readEmbeddings,
  readFromSet,
  storeEmbeddings
} from '../embeddings/embeddings'
import { listCaptions } from '../captions/captions'
import { getJob } from '../jobs/jobs'
import { countItems, getItem, isListed } from '../jobs/ledger'
import { openLibrary } from './library'
import { LibraryPlace } from './place'
import { migrate, migrations, newestSchema } from './migrations'
import { getModel, updateModel } from '../runs/models'
import { appendMetricPoints, listMetricPoints } from '../runs/run-records'

/** A library of an earlier version, which had all steps but the last `missing`. */
function earlierLibrary(missing: number): string {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(new LibraryPlace(root))
  migrate(db, migrations.slice(0, -missing))
  closeDb(db)
  return root
}

it('numbers its steps upwards', () => {
  const numbers = migrations.map((step) => step.number)
  expect(numbers.every((number, index) => number > (numbers[index - 1] ?? 0))).toBe(true)
  expect(numbers.length).toBeGreaterThan(0)
})

it('brings an earlier library up to date, and copies it once before', async () => {
  const root = earlierLibrary(4)
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
  expect(versions).toEqual([migrations.at(-5)?.number])
  openLibrary(root).close()
  expect(readdirSync(join(root, 'backups')).sort()).toEqual(copies)
})

it('leaves the library as it was when a step fails', () => {
  const root = earlierLibrary(1)
  const db = openForWriting(new LibraryPlace(root))
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
  const db = openForWriting(new LibraryPlace(root))
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
  const db = openForWriting(new LibraryPlace(root))
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

it('keeps vectors of an earlier version, and uses them for no encoder that is known', () => {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  mkdirSync(join(root, 'embeddings'))
  const weightsHash = 'f'.repeat(64)
  const db = openForWriting(new LibraryPlace(root))
  migrate(
    db,
    migrations.filter(({ number }) => number < 215)
  )
  databaseOf(db).exec(`
    INSERT INTO image (id, name, name_folded, sort_key, path, content_hash, width, height, bytes,
      split, created_at)
    VALUES (1, 'a.jpg', 'a.jpg', 'a.jpg', '/p/a.jpg', 'h1', 1, 1, 1, 'train', 0);
    INSERT INTO model (id, name, path, kind, details, weights_hash, added_at)
    VALUES (1, 'clip', '/clip', 'clip', '{"kind":"clip","embeddingSize":2,"parameters":1}',
      '${weightsHash}', 0);
    INSERT INTO embedding_set (id, weights_hash, kind, dim, file, row_count)
    VALUES (1, '${weightsHash}', 'image', 2, 'image-ffff.f32', 1);
    INSERT INTO embedding (set_id, key, row_index) VALUES (1, 'h1', 0);
    INSERT INTO embedding_failure (weights_hash, kind, key, error, at)
    VALUES ('${weightsHash}', 'sentence', 'h2', '{}', 0)`)
  writeRows(join(root, 'embeddings', 'image-ffff.f32'), new Float32Array([1, 2]), 0)
  closeDb(db)

  const library = openLibrary(root)
  const images = () => embeddingStatus(library.read)[0]?.images
  const model = getModel(library.read, 1)
  expect(model.encoders).toEqual({})
  expect(images()).toEqual({ done: 0, failed: 0, total: 1, older: 1 })
  expect(readEmbeddings(library, model, 'image', [1]).found).toEqual([])
  const older = findOlderSet(library.read, model, 'image')
  expect([...readFromSet(library, older, 'image', [1]).values]).toEqual([1, 2])

  const image = { key: 'a'.repeat(64), description: '{}' }
  const known = updateModel(library.write, 1, { ...model, encoders: { image } })
  expect(listMissingImages(library, known)).toHaveLength(1)
  storeEmbeddings(library, known, 'image', ['h1'], new Float32Array([3, 4]), 2)
  expect([...readEmbeddings(library, known, 'image', [1]).values]).toEqual([3, 4])
  expect(images()).toEqual({ done: 1, failed: 0, total: 1, older: 0 })
  expect([...readFromSet(library, older, 'image', [1]).values]).toEqual([1, 2])
  library.close()
})

it('leaves each step of a run that was resumed in an earlier version once', () => {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(new LibraryPlace(root))
  migrate(
    db,
    migrations.filter(({ number }) => number < 216)
  )
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  // As that version made it.
  const id = 'run-0001'
  run(
    db,
    `INSERT INTO run (name, config, data_version, seed, state, resumes, created_at)
     VALUES ('', ?, 'd', 1, 'done', '[{"step":1,"at":0}]', 0)`,
    JSON.stringify(config)
  )
  const points = [1, 2, 3, 2, 4].map((step, index) => ({
    ...{ name: 'loss' as const, step, epoch: 1, value: index, at: 0 }
  }))
  appendMetricPoints(db, id, points)
  appendMetricPoints(db, id, [{ name: 'bleu', step: 2, epoch: 1, value: 9, at: 0 }])
  migrate(db)
  const left = listMetricPoints(db, id, { afterSeq: 0, limit: 9 })
  expect(left.map(({ step, value }) => [step, value])).toEqual([
    [1, 0],
    [2, 3],
    [4, 4],
    [2, 9]
  ])
  closeDb(db)
})

it('knows the authors and reviewers of an earlier library from its history', () => {
  const root = tempFolder()
  mkdirSync(join(root, 'backups'))
  const db = openForWriting(new LibraryPlace(root))
  migrate(
    db,
    migrations.filter(({ number }) => number < 300)
  )
  databaseOf(db).exec(`
    INSERT INTO image (id, name, path, content_hash, width, height, bytes, split, created_at, name_folded, sort_key)
      VALUES (1, 'a', 'a', 'a', 1, 1, 1, 'train', 0, 'a', 'a');
    INSERT INTO caption (id, image_id, position, text, source, status, version, updated_at, author) VALUES
      (1, 1, 0, 'của Lan', 'person', 'accepted', 4, 0, NULL),
      (2, 1, 1, 'từ tệp', 'imported', 'draft', 1, 0, 'Thu'),
      (3, 1, 2, 'của ai đó', 'person', 'draft', 2, 0, NULL);
    INSERT INTO change_group (id, actor, state, at) VALUES
      (1, 'person:Lan', 'done', 0), (2, 'person:Minh', 'done', 0), (3, 'person', 'done', 0);
    INSERT INTO revision (group_id, entity, entity_id, before, after) VALUES
      (1, 'caption', 1, '{"text":"cũ","status":"draft"}', '{"text":"của Lan","status":"draft"}'),
      (2, 'caption', 1, '{"text":"của Lan","status":"draft"}', '{"text":"của Lan","status":"accepted"}'),
      (3, 'caption', 3, '{"text":"","status":"draft"}', '{"text":"của ai đó","status":"draft"}');`)
  closeDb(db)
  const library = openLibrary(root)
  const names = listCaptions(library.read, 1).map(({ author, reviewer }) => [author, reviewer])
  library.close()
  expect(names).toEqual([
    ['Lan', 'Minh'],
    ['Thu', null],
    [null, null]
  ])
})
