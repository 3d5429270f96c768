import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { call } from '@orpc/server'
import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import * as v from 'valibot'
import { directImages } from '../../../test/fixtures/direct-images'
import { addImages, tempFolder } from '../../../test/fixtures/temp-library'
import { RunConfig, type DataEntity } from '../../shared/domain'
import { ChildEngine } from '../services/engine-client/child-engine'
import { jobTable } from '../services/jobs/handlers'
import { onePerson } from '../services/people/caller'
import { UserStore } from '../services/settings/user-store'
import { WindowMemory } from '../services/settings/window-memory'
import { Workbench } from '../services/workbench/workbench'
import { listCaptions } from '../store/captions/captions'
import { insertModel } from '../store/runs/models'
import { insertRun } from '../store/runs/runs'
import { router } from './router'

/** A workbench with two images and a model, and what its windows hear. Nothing of it needs an engine. */
async function scene() {
  const dir = tempFolder()
  const workbench = new Workbench({
    host: 'web',
    version: '0',
    engine: new ChildEngine(() => {
      throw new Error('no engine is needed')
    }),
    images: directImages,
    readerFile: undefined,
    jobs: jobTable,
    user: new UserStore(dir),
    memory: new WindowMemory(dir),
    log: pino({ level: 'silent' }),
    runsQueue: true
  })
  onTestFinished(() => workbench.close())
  await workbench.create(join(dir, 'library'))
  const [imageId = 0] = addImages(workbench.library, { 'a.jpg': ['một', 'hai'], 'b.jpg': [] })
  const model = insertModel(workbench.library.write, {
    name: 'gpt',
    path: join(dir, 'gpt'),
    details: { kind: 'clip', embeddingSize: 8 } as never,
    weightsHash: 'x'
  })
  const captions = listCaptions(workbench.library.read, imageId)
  const heard: DataEntity[] = []
  const counts: unknown[] = []
  workbench.events.listen((event) => {
    if (event.type === 'data') heard.push(event.entity)
    if (event.type === 'library') counts.push(event.library?.counts)
  })
  const context = { context: { workbench, caller: onePerson(workbench) } }
  return { dir, workbench, context, imageId, captions, model, heard, counts }
}

type Scene = Awaited<ReturnType<typeof scene>>
const { captions, images, pairs, filters, bulk, models, imports } = router
const selection = (ids: number[]) => ({ ids })
const pair = { english: 'A cat .', vietnamese: 'Một con mèo .' }

const save = ({ context, imageId }: Scene) =>
  call(captions.save, { id: null, imageId, text: 'Một con mèo .', version: null }, context)
const edited = ({ captions: [first] }: Scene) => ({
  id: first?.id ?? 0,
  version: first?.version ?? 0
})

const procedures: [string, DataEntity[], (scene: Scene) => Promise<unknown>][] = [
  ['captions.save', ['captions'], save],
  [
    'captions.setStatus',
    ['captions'],
    (s) => call(captions.setStatus, { id: edited(s).id, status: 'accepted' }, s.context)
  ],
  [
    'captions.settle',
    ['captions'],
    ({ imageId, captions: all, context }) => {
      const ids = all.map(({ id }) => id)
      return call(captions.settle, { imageId, ids, status: 'accepted' }, context)
    }
  ],
  [
    'captions.split',
    ['captions'],
    (s) => call(captions.split, { ...edited(s), texts: ['m', 'ột'] }, s.context)
  ],
  [
    'captions.move',
    ['captions'],
    (s) => call(captions.move, { id: edited(s).id, to: 1 }, s.context)
  ],
  ['captions.remove', ['captions'], (s) => call(captions.remove, { id: edited(s).id }, s.context)],
  [
    'images.setSplit',
    ['images'],
    ({ imageId, context }) => call(images.setSplit, { ids: [imageId], split: 'test' }, context)
  ],
  ['pairs.add', ['pairs'], (s) => call(pairs.add, { ...pair, split: 'train' }, s.context)],
  [
    'filters.save',
    ['filters'],
    (s) => call(filters.save, { kind: 'images', name: 'x', text: 'cat' }, s.context)
  ],
  [
    'bulk.edit of tags',
    ['images'],
    ({ imageId, context }) => {
      const edit = { kind: 'tags' as const, add: ['x'], remove: [] }
      return call(bulk.edit, { selection: selection([imageId]), edit }, context)
    }
  ],
  [
    'bulk.edit that removes images',
    ['captions', 'images'],
    ({ imageId, context }) => {
      const edit = { kind: 'remove-images' as const }
      return call(bulk.edit, { selection: selection([imageId]), edit }, context)
    }
  ],
  [
    'bulk.apply',
    ['captions'],
    async ({ imageId, context }) => {
      const target = { of: 'captions' as const, selection: selection([imageId]) }
      const change = { find: 'một', replace: 'hai', regex: false, matchCase: true }
      const edit = { kind: 'replace' as const, ...change, wholeWords: false }
      let id = ''
      for await (const plan of await call(bulk.plan, { target, edit }, context)) id = plan.id
      return call(bulk.apply, { id }, context)
    }
  ],
  [
    'models.remove',
    ['models'],
    ({ model, context }) => call(models.remove, { id: model.id }, context)
  ]
]

it.each(procedures)('%s is heard once, when its answer comes', async (_, entities, change) => {
  const at = await scene()
  await change(at)
  expect(at.heard.sort()).toEqual(entities)
})

it('captions.undo and captions.redo are heard', async () => {
  const at = await scene()
  await save(at)
  at.heard.length = 0
  await call(captions.undo, undefined, at.context)
  expect(at.heard).toEqual(['captions'])
  await call(captions.redo, undefined, at.context)
  expect(at.heard).toEqual(['captions', 'captions'])
})

it('what is refused is not heard', async () => {
  const at = await scene()
  const stale = { ...edited(at), imageId: at.imageId, text: 'x', version: 99 }
  await expect(call(captions.save, stale, at.context)).rejects.toThrow()
  await expect(call(models.remove, { id: 99 }, at.context)).rejects.toThrow()
  expect(at.heard).toEqual([])
})

it('an import is heard once, when it is written', async () => {
  const at = await scene()
  const lines = Array.from({ length: 300 }, (_, i) => `${i}\t${i} .`).join('\n')
  writeFileSync(join(at.dir, 'pairs.tsv'), `english\tvietnamese\n${lines}\n`)
  const input = { path: join(at.dir, 'pairs.tsv'), format: 'pairs' as const }
  const { jobId } = await call(imports.start, input, at.context)
  await expect.poll(() => at.workbench.queue.get(jobId).state, { timeout: 20_000 }).toBe('done')
  expect(at.heard).toEqual(['pairs'])
  await expect.poll(() => at.counts.at(-1)).toMatchObject({ pairs: 300 })
})

it('the figures of the library are told when there is more or less in it', async () => {
  const at = await scene()
  const remove = { kind: 'remove-images' as const }
  await call(bulk.edit, { selection: selection([at.imageId]), edit: remove }, at.context)
  await expect.poll(() => at.counts.at(-1)).toMatchObject({ images: 1, captions: 0 })
  await call(captions.undo, undefined, at.context)
  await expect.poll(() => at.counts.at(-1)).toMatchObject({ images: 2, captions: 2 })
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'first', seed: 7 })
  insertRun(at.workbench.library.write, { config, dataVersion: 'x' })
  await expect.poll(() => at.counts.at(-1)).toMatchObject({ runs: 1 })
})
