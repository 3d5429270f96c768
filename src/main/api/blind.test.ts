import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import * as v from 'valibot'
import { directImages } from '../../../test/fixtures/direct-images'
import { addImages, only, tempFolder } from '../../../test/fixtures/temp-library'
import { RunConfig, type Blind, type Role } from '../../shared/domain'
import { runFiles } from '../../shared/engine-protocol'
import { rolesOf } from '../../shared/roles'
import { ChildEngine } from '../services/engine-client/child-engine'
import { jobTable } from '../services/jobs/handlers'
import type { Caller } from '../services/people/caller'
import { UserStore } from '../services/settings/user-store'
import { WindowMemory } from '../services/settings/window-memory'
import { runDir } from '../services/train/run-dir'
import { Workbench } from '../services/workbench/workbench'
import { saveCaption, setCaptionStatus } from '../store/captions/captions'
import { addNote } from '../store/captions/notes'
import { setReviewSettings } from '../store/captions/review-rule'
import { insertJob } from '../store/jobs/jobs'
import { keepEvaluated } from '../store/runs/evaluations'
import { insertSample } from '../store/runs/run-records'
import { insertRun } from '../store/runs/runs'
import { router } from './router'

/** Words of Lân's captions alone, and of the caption that came with the data. */
const SECRET = 'khoai'
const GIVEN = 'gốc'

/** A library in which Lân, Minh and an import have captioned the image `a.jpg`, and Lân alone `b.jpg`. */
async function scene(blind: Blind = 'people') {
  const dir = tempFolder()
  const user = new UserStore(dir)
  const workbench = new Workbench({
    host: 'web',
    version: '0',
    engine: new ChildEngine(() => {
      throw new Error('no engine is needed')
    }),
    images: directImages,
    readerFile: undefined,
    jobs: jobTable,
    user,
    memory: new WindowMemory(dir),
    log: pino({ level: 'silent' }),
    runsQueue: false
  })
  onTestFinished(() => workbench.close())
  await workbench.create(join(dir, 'library'))
  const { library } = workbench
  const { write } = library
  const [imageId = 0, other = 0] = addImages(library, { 'a.jpg': [`${GIVEN} .`], 'b.jpg': [] })
  const by = (name: string, id: number, text: string) =>
    saveCaption(write, { id: null, imageId: id, text, version: null }, `person:${name}`)
  const secret = by('Lân', imageId, `${SECRET}  một .`)
  setCaptionStatus(write, secret.id, 'accepted', 'person:Lân')
  addNote(write, { id: secret.id, text: `${SECRET} ghi chú`, sendBack: false }, 'person:Lân')
  by('Lân', other, `${SECRET} hai .`)
  const mine = by('Minh', imageId, 'của tôi .')
  setReviewSettings(write, { otherReviewer: false, blind })
  const call = (name: string, role: Role) => {
    const caller: Caller = {
      ...{ name, role, actor: `person:${name}`, settings: user.settings, remembered: {} },
      saveSettings: () => Promise.resolve(),
      remember: () => Promise.resolve(),
      note: () => undefined
    }
    return createRouterClient(router, { context: { workbench, caller } })
  }
  return { workbench, library, imageId, other, secret, mine, by, call }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** A job, two runs and what they keep of Lân's captions. */
function withRuns({ library, imageId, secret }: Scene) {
  const { write } = library
  const { id: jobId } = insertJob(write, 'evaluate', {})
  const captions = [{ captionId: secret.id, text: secret.text, loss: 1, misfit: 1 }]
  const figures = { score: 0, bleu: 0, rougeL: 0, ciderD: 0 }
  keepEvaluated(write, jobId, [{ imageId, text: 'máy .', ...figures, captions }])
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  const runs = ['x', 'y'].map((text) => {
    const { id } = insertRun(write, { config, dataVersion: 'd' })
    const at = { step: 1, epoch: 1, imageId, imageName: 'a.jpg' }
    insertSample(write, id, { ...at, text: 'máy .', references: [secret.text] })
    const file = (name: string, content: unknown) => {
      const path = join(runDir(library, id), name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${JSON.stringify(content)}\n`)
    }
    file(runFiles.config, {})
    const item = { kind: 'caption', split: 'train', captionId: secret.id, imageId, row: 0 }
    file(runFiles.items, { ...item, imageName: 'a.jpg', text: `${secret.text} ${text}` })
    return id
  })
  return { jobId, runId: only(runs.slice(0, 1)), runs }
}

/** Every procedure that an annotator may call, with an input that reaches for what others wrote. */
function inputs(
  { imageId, other, secret, mine }: Scene,
  { jobId, runId, runs }: ReturnType<typeof withRuns>
): Record<string, unknown> {
  const filter = { text: `${SECRET} OR by:Lân OR captions>0 OR words>0` }
  const everything = { filter: {} }
  const page = { offset: 0, limit: 50 }
  const target = { of: 'captions', selection: { ...everything, except: [] } }
  const at = { id: secret.id, version: secret.version }
  const pair = { english: 'a', vietnamese: 'b' }
  return {
    'library.state': undefined,
    'images.page': { ...everything, ...page },
    'images.get': { id: imageId },
    'images.find': { id: imageId },
    'images.indexOf': { id: other, filter },
    'images.nextUndone': { index: -1, filter },
    'images.idsBetween': { filter, from: 0, to: 10 },
    'captions.save': { ...at, imageId, text: 'x' },
    'captions.setStatus': { id: secret.id, status: 'draft' },
    'captions.settle': { imageId, ids: [mine.id], status: 'accepted' },
    'captions.split': { ...at, texts: ['a', 'b'] },
    'captions.merge': { first: { id: mine.id, version: mine.version }, second: at },
    'captions.move': { id: mine.id, to: 0 },
    'captions.decideConflict': { id: secret.id, keep: 'both' },
    'captions.remove': { id: secret.id },
    'captions.history': { id: secret.id },
    'captions.imageHistory': { imageId },
    'captions.restore': { id: secret.id, revision: 1 },
    'captions.addNote': { id: secret.id, text: 'x' },
    'captions.resolveNote': { id: secret.id, note: 1, resolved: true },
    'captions.reviewSettings': undefined,
    'captions.countTokens': { modelId: 1, texts: [] },
    'captions.undo': undefined,
    'captions.redo': undefined,
    'pairs.page': page,
    'pairs.save': { id: 1, ...pair, version: 1 },
    'pairs.add': { ...pair, split: 'train' },
    'pairs.remove': { id: 1 },
    'pairs.history': { id: 1 },
    'filters.list': { kind: 'images' },
    'filters.save': { kind: 'images', name: 'x', text: 'y' },
    'filters.values': undefined,
    'checker.settings': undefined,
    'checker.check': { texts: ['x'] },
    'checker.find': { target, checks: ['spaces'] },
    'checker.count': { target },
    'duplicates.page': page,
    'similar.map': everything,
    'similar.colours': { ids: [imageId, other], by: 'annotator' },
    'statistics.library': undefined,
    'statistics.vocabulary': undefined,
    'models.list': undefined,
    'embeddings.status': undefined,
    'review.evaluations': undefined,
    'review.compare': { jobIds: [jobId] },
    'runs.list': undefined,
    'runs.get': { id: runId },
    'runs.metrics': { id: runId, afterSeq: 0 },
    'runs.samples': { id: runId },
    'runs.checkpoints': { id: runId },
    'runs.changes': { id: runId },
    'runs.size': { id: runId },
    'compare.data': { ids: runs },
    'captioning.counts': { jobId },
    'captioning.items': { jobId, ...page },
    'jobs.list': { limit: 10 },
    'jobs.get': { id: jobId },
    'system.ping': undefined,
    'system.info': undefined,
    'system.settings': undefined,
    'system.saveSettings': {},
    'system.remembered': undefined,
    'system.remember': { name: 'x', value: 'y' },
    'about.versions': undefined,
    'about.licences': undefined,
    'updates.state': undefined,
    'host.abilities': undefined,
    // Has a test of its own: it never ends.
    'events.watch': undefined
  }
}

type Procedure = (input: unknown) => Promise<unknown>
const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** All that a procedure answers with, or why it refuses, as one text. */
async function answerOf(client: unknown, name: string, input: unknown): Promise<string> {
  const [area = '', procedure = ''] = name.split('.')
  const call = (client as Record<string, Record<string, Procedure>>)[area]?.[procedure]
  if (!call) throw new Error(`there is no ${name}`)
  try {
    const answer = await call(input)
    if (!isStream(answer)) return JSON.stringify(answer ?? null)
    const parts: unknown[] = []
    for await (const part of answer) parts.push(part)
    return JSON.stringify(parts)
  } catch (error) {
    return `refused: ${JSON.stringify((error as { data?: unknown }).data)}`
  }
}

const forAnnotators = Object.entries(rolesOf).flatMap(([area, names]) =>
  Object.entries(names)
    .filter(([, role]) => role.startsWith('annotator'))
    .map(([name]) => `${area}.${name}`)
)
const tellsNothing = (answer: string) => !answer.includes(SECRET) && !answer.includes('Lân')

it('no procedure that annotators may call tells what others wrote', async () => {
  const made = await scene()
  const all = inputs(made, withRuns(made))
  expect(Object.keys(all)).toEqual(forAnnotators)
  const told: string[] = []
  for (const [name, input] of Object.entries(all)) {
    if (name === 'events.watch') continue
    const answer = await answerOf(made.call('Minh', 'annotator'), name, input)
    if (!tellsNothing(answer)) told.push(`${name}: ${answer.slice(0, 300)}`)
  }
  expect(told).toEqual([])
})

it('the same questions of a reviewer find what Lân wrote, so that they could have', async () => {
  const made = await scene()
  const all = inputs(made, withRuns(made))
  const tells = async (name: string) =>
    !tellsNothing(await answerOf(made.call('Thu', 'reviewer'), name, all[name]))
  const telling = [
    ...['images.page', 'images.get', 'captions.history', 'captions.imageHistory'],
    ...['filters.values', 'similar.colours', 'statistics.library', 'statistics.vocabulary'],
    ...['runs.samples', 'compare.data', 'checker.find']
  ]
  for (const name of telling) expect([name, await tells(name)]).toEqual([name, true])
})

it('an annotator finds, counts and sees states of their own captions and of what came with the data', async () => {
  const { call, imageId, other } = await scene()
  const { images, statistics, library } = call('Minh', 'annotator')
  const found = async (text: string) =>
    (await images.page({ filter: { text }, offset: 0, limit: 9 })).rows.map(({ id }) => id)
  expect(await found(SECRET)).toEqual([])
  expect(await found(`-"${SECRET} một"`)).toEqual([imageId, other])
  expect(await found('by:Lân OR reviewed-by:Lân OR note:open')).toEqual([])
  expect(await found('của')).toEqual([imageId])
  expect(await found(`"${GIVEN}"`)).toEqual([imageId])
  expect(await found('status:empty')).toEqual([other])
  expect(await found('status:accepted')).toEqual([])
  const { rows } = await images.page({ filter: {}, offset: 0, limit: 9 })
  expect(rows.map(({ state, captionCount }) => [state, captionCount])).toEqual([
    ['draft', 2],
    ['empty', 0]
  ])
  expect((await statistics.library()).states).toContainEqual({ name: 'empty', count: 1 })
  expect((await statistics.vocabulary()).frequent.map(({ word }) => word)).not.toContain(SECRET)
  expect((await library.state()).library?.counts.captions).toBe(2)
})

it('what came with the data can be hidden too', async () => {
  const { call, imageId } = await scene('all')
  const { images, captions } = call('Minh', 'annotator')
  expect(only((await images.get({ id: imageId })).captions).text).toBe('của tôi .')
  expect(JSON.stringify(await captions.imageHistory({ imageId }))).not.toContain(GIVEN)
  expect((await images.page({ filter: { text: GIVEN }, offset: 0, limit: 9 })).total).toBe(0)
})

it('is for annotators of a team: others see all, and so does everybody while it is off', async () => {
  const { call, imageId, library } = await scene()
  const count = async (name: string, role: Role) =>
    (await call(name, role).images.get({ id: imageId })).captions.length
  expect(await count('Thu', 'reviewer')).toBe(3)
  expect(await count('Minh', 'annotator')).toBe(2)
  setReviewSettings(library.write, { otherReviewer: false, blind: 'off' })
  expect(await count('Minh', 'annotator')).toBe(3)
})

it('to change what came with the data makes a caption of one’s own beside it', async () => {
  const { call, imageId } = await scene()
  const hoa = call('Hoa', 'annotator')
  const texts = async (name: string) =>
    (await call(name, 'annotator').images.get({ id: imageId })).captions.map(({ text }) => text)
  const [given] = (await hoa.images.get({ id: imageId })).captions
  if (!given) throw new Error('a caption came with the data')
  const { id, version } = given
  const refusal = { data: { code: 'caption.not-own' } }
  await expect(hoa.captions.remove({ id })).rejects.toMatchObject(refusal)
  await expect(hoa.captions.setStatus({ id, status: 'rejected' })).rejects.toMatchObject(refusal)
  const saved = await hoa.captions.save({ id, imageId, text: 'mới .', version })
  expect(saved).toMatchObject({ author: 'Hoa', text: 'mới .' })
  expect(saved.id).not.toBe(id)
  expect(await texts('Hoa')).toEqual([`${GIVEN} .`, 'mới .'])
  expect(await texts('Minh')).toEqual([`${GIVEN} .`, 'của tôi .'])
})

it('accepting, skipping and moving count what is in view', async () => {
  const { call, imageId, other } = await scene()
  const hoa = call('Hoa', 'annotator')
  const state = async (id: number) => (await hoa.images.get({ id })).state
  await hoa.captions.settle({ imageId: other, ids: [], status: 'skipped' })
  expect(await state(other)).toBe('skipped')
  expect((await call('Minh', 'annotator').images.get({ id: other })).state).toBe('empty')
  const ids = (await hoa.images.get({ id: imageId })).captions.map(({ id }) => id)
  const settled = await hoa.captions.settle({ imageId, ids, status: 'accepted' })
  expect(settled.map(({ author, status }) => [author, status])).toEqual([
    [null, 'draft'],
    ['Hoa', 'accepted']
  ])
  const { id } = settled[1] ?? { id: 0 }
  expect((await hoa.captions.move({ id, to: 0 })).map((caption) => caption.id)).toEqual([
    id,
    ids[0]
  ])
  expect(await state(imageId)).toBe('accepted')
  await hoa.captions.undo()
  await hoa.captions.undo()
  expect(await state(imageId)).toBe('draft')
})

it('events tell nothing of what runs and captioning jobs hold', async () => {
  const { call, workbench, imageId } = await scene()
  const heard: string[] = []
  const controller = new AbortController()
  const events = await call('Minh', 'annotator').events.watch(undefined, {
    signal: controller.signal
  })
  const at = { step: 1, epoch: 1, imageId, imageName: 'a.jpg', text: 'máy .' }
  workbench.events.emit({
    type: 'sample',
    runId: 'run-0001',
    sample: { ...at, references: [SECRET] }
  })
  workbench.events.emit({ type: 'data', entity: 'captions' })
  for await (const event of events) {
    heard.push(event.type)
    if (event.type === 'data') break
  }
  controller.abort()
  expect(heard).toEqual(['data'])
})
