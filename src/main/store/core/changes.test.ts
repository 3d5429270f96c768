import { expect, it, test } from 'vitest'
import * as v from 'valibot'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig } from '../../../shared/domain'
import { saveCaption } from '../captions/captions'
import { insertJob } from '../jobs/jobs'
import { setSplit } from '../images/images'
import { setImagesMissing } from '../images/missing-images'
import { takeBackImport } from '../imports/take-back-import'
import { addPair } from '../pairs/pairs'
import { insertModel, removeModel } from '../runs/models'
import { appendMetricPoints } from '../runs/run-records'
import { insertRun } from '../runs/runs'
import { entityOfTable, type ChangedEntity } from './changes'
import { mutateInChunks } from './chunks'
import { all, listenForChanges, transaction } from './connection'
import type { Library } from './library'
import { removeFilter, saveFilter } from './saved-filters'
import { redoInSteps, undoInSteps } from './undo'

/** A library with three images, and what is heard of its changes, one list a commit. */
function scene() {
  const library = tempLibrary()
  const ids = addImages(library, { 'a.jpg': ['một'], 'b.jpg': ['hai'], 'c.jpg': [] })
  const heard: ChangedEntity[][] = []
  listenForChanges(library.write, ({ entities }) => heard.push([...entities].sort()))
  return { library, first: ids[0] ?? 0, ids, heard }
}

const caption = (imageId: number, text = 'Một con mèo .') => ({
  id: null,
  imageId,
  text,
  version: null
})
const pair = { english: 'A cat .', vietnamese: 'Một con mèo .', split: 'train' as const }
const model = {
  name: 'gpt',
  path: '/models/gpt',
  details: { kind: 'gpt2', layers: 1, heads: 1, width: 8, positions: 16, vocabulary: 9 } as never,
  weightsHash: 'x'
}
const runOf = ({ write }: Library) =>
  insertRun(write, {
    config: v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'first', seed: 7 }),
    dataVersion: 'x'
  })

const changes: [string, ChangedEntity[], (library: Library, imageId: number) => unknown][] = [
  ['a caption', ['captions'], ({ write }, id) => saveCaption(write, caption(id), 'person')],
  ['a split', ['images'], ({ write }, id) => setSplit(write, [id], 'test', 'person')],
  ['a missing file', ['images'], ({ write }, id) => setImagesMissing(write, [id], true)],
  ['a pair', ['pairs'], ({ write }) => addPair(write, pair, 'person')],
  ['a model', ['models'], ({ write }) => insertModel(write, model)],
  [
    'a filter',
    ['filters'],
    ({ write }) => saveFilter(write, { kind: 'images', name: 'x', text: '' })
  ],
  ['a job', ['jobs'], ({ write }) => insertJob(write, 'import', { path: '/x' })],
  ['a run', ['runs'], runOf],
  [
    'images of an import',
    ['captions', 'images'],
    (library) => addImages(library, { 'd.jpg': ['b'] })
  ]
]

it.each(changes)('tells of %s after its commit, once', (_, entities, change) => {
  const { library, first, heard } = scene()
  change(library, first)
  expect(heard).toEqual([entities])
})

it.each(changes)('says nothing of %s that was rolled back', (_, __, change) => {
  const { library, first, heard } = scene()
  const rolledBack = () =>
    transaction(library.write, () => {
      change(library, first)
      expect(heard).toEqual([])
      throw new Error('no')
    })
  expect(rolledBack).toThrow('no')
  expect(heard).toEqual([])
  // Nor with the next commit.
  insertJob(library.write, 'import', { path: '/x' })
  expect(heard).toEqual([['jobs']])
})

it('tells of several changes in one transaction together', () => {
  const { library, first, heard } = scene()
  transaction(library.write, () => {
    saveCaption(library.write, caption(first), 'person')
    setSplit(library.write, [first], 'test', 'person')
  })
  expect(heard).toEqual([['captions', 'images']])
})

it('tells when a listener reads what was changed, and whether there are more or fewer', () => {
  const { library, first } = scene()
  const counts: unknown[] = []
  listenForChanges(library.write, ({ resized }) => {
    counts.push([...resized, only(all(library.read, 'SELECT count(*) AS n FROM model'))])
  })
  setSplit(library.write, [first], 'test', 'person')
  const { id } = insertModel(library.write, model)
  removeModel(library.write, id)
  expect(counts).toEqual([[{ n: 0 }], ['models', { n: 1 }], ['models', { n: 0 }]])
})

it('says nothing of what changes nothing', () => {
  const { library, heard } = scene()
  removeFilter(library.write, 12345)
  expect(() => removeModel(library.write, 12345)).toThrow()
  expect(heard).toEqual([])
})

it('tells of an undo and a redo', async () => {
  const { library, first, heard } = scene()
  saveCaption(library.write, caption(first), 'person')
  heard.length = 0
  await undoInSteps(library.write)
  expect(heard).toEqual([['captions']])
  await redoInSteps(library.write)
  expect(heard).toEqual([['captions'], ['captions']])
})

it('tells once of what is written in chunks, and between them of what others do', async () => {
  const { library, first, heard } = scene()
  const onProgress = () => {
    if (heard.length === 0) addPair(library.write, pair, 'person')
  }
  const slowly = () => {
    const end = performance.now() + 5
    while (performance.now() < end);
  }
  await mutateInChunks(
    library.write,
    'person',
    ['một', 'hai', 'ba'],
    ({ db }, text) => {
      saveCaption(db, caption(first, text), 'person')
      slowly()
    },
    { onProgress }
  )
  expect(heard).toEqual([['pairs'], ['captions']])
})

it('tells of an import that is taken back', async () => {
  const { library, heard } = scene()
  const { id } = only(all<{ id: number }>(library.read, 'SELECT id FROM import'))
  await takeBackImport(library.write, id)
  expect(heard).toEqual([['captions', 'images']])
})

it('tells of the figures of a run', () => {
  const { library, heard } = scene()
  const { id } = runOf(library)
  appendMetricPoints(library.write, id, [
    { seq: 1, name: 'train/loss', step: 1, epoch: 0, value: 1, at: 1 } as never
  ])
  expect(heard).toEqual([['runs'], ['runs']])
})

test('it is known of every table whether somebody sees what it holds', () => {
  const { read } = tempLibrary()
  const tables = all<{ name: string }>(
    read,
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
     AND name NOT GLOB 'sqlite_*'`
  )
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(entityOfTable).sort())
})
