import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import * as v from 'valibot'
import { directImages } from '../../../../test/fixtures/direct-images'
import { addImages, only, tempFolder } from '../../../../test/fixtures/temp-library'
import { RunConfig, type Blind, type Role } from '../../../shared/domain'
import { runFiles } from '../../../shared/engine-protocol'
import { ChildEngine } from '../../services/engine-client/child-engine'
import { jobTable } from '../../services/jobs/handlers'
import type { Caller } from '../../services/people/caller'
import { UserStore } from '../../services/settings/user-store'
import { WindowMemory } from '../../services/settings/window-memory'
import { runDir } from '../../services/train/run-dir'
import { Workbench } from '../../services/workbench/workbench'
import { saveCaption, setCaptionStatus } from '../../store/captions/captions'
import { createWorkList } from '../../store/assignments/work-lists'
import { addNote } from '../../store/captions/notes'
import { setReviewSettings } from '../../store/captions/review-rule'
import { insertJob } from '../../store/jobs/jobs'
import { keepEvaluated } from '../../store/runs/evaluations'
import { insertSample } from '../../store/runs/run-records'
import { insertRun } from '../../store/runs/runs'
import { router } from '../router'

/** Words of Lân's captions alone, and of the caption that came with the data. */
export const SECRET = 'khoai'
export const GIVEN = 'gốc'

/** A library in which Lân, Minh and an import have captioned the image `a.jpg`, and Lân alone `b.jpg`. */
export async function scene(blind: Blind = 'people') {
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
  const people = ['Lân', 'Minh'].map((name) => ({ name, images: null }))
  const wish = { name: 'Đợt 1', filter: '', people, overlap: { images: 1, people: null }, seed: 1 }
  createWorkList(write, [imageId, other], wish, 'Thu')
  setReviewSettings(write, { otherReviewer: false, blind })
  const call = (name: string, role: Role) => {
    const caller: Caller = {
      ...{ name, role, actor: `person:${name}`, settings: user.settings, remembered: {} },
      saveSettings: () => Promise.resolve(),
      remember: () => Promise.resolve(),
      note: () => undefined,
      transfers: null,
      users: null
    }
    return createRouterClient(router, { context: { workbench, caller } })
  }
  return { workbench, library, imageId, other, secret, mine, by, call }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** A job, two runs and what they keep of Lân's captions. */
export function withRuns({ library, imageId, secret }: Scene) {
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
export function inputs(
  { imageId, other, secret, mine }: Scene,
  { jobId, runId, runs }: ReturnType<typeof withRuns>
): Record<string, unknown> {
  const filter = { text: `${SECRET} OR by:Lân OR assigned:Lân OR captions>0 OR words>0` }
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
    'workLists.mine': undefined,
    'workLists.next': { after: null },
    'workLists.ofImage': { imageId },
    'workLists.mark': { imageId, state: 'done' },
    'presence.here': { window: 'w', place: { screen: 'library', imageId } },
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
