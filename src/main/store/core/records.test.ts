import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig, type MetricName } from '../../../shared/domain'
import { removeCaption, saveCaption, setCaptionStatus } from '../captions/captions'
import { setSplit } from '../images/images'
import { setImagesMissing } from '../images/missing-images'
import {
  getJob,
  insertJob,
  interruptLostJobs,
  listJobs,
  listJobsByState,
  updateJob
} from '../jobs/jobs'
import { getModel, insertModel, listModels, removeModel } from '../runs/models'
import {
  addListedFiles,
  beginListing,
  countItems,
  editItem,
  findDone,
  finishListing,
  isListed,
  itemSharesStem,
  noteOutcomes,
  pageItems,
  retryFailed
} from '../jobs/ledger'
import {
  appendMetricPoints,
  deleteCheckpoint,
  insertCheckpoint,
  insertSample,
  listCheckpoints,
  listMetricPoints,
  listSamples
} from '../runs/run-records'
import { getRun, insertRun, listRuns, updateRun } from '../runs/runs'
import { countTraining, dataVersion, iterateTrainingCaptions } from '../runs/training-data'

const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'first', seed: 7 })
const notFound = expect.objectContaining({ code: 'entity.not-found' })

describe('jobs', () => {
  it('wait in their order and keep what is noted of them', () => {
    const { read, write } = tempLibrary()
    const first = insertJob(write, 'import', { path: '/x' })
    const second = insertJob(write, 'embed', { modelId: 1 })
    expect(listJobsByState(read, 'queued')).toEqual([first, second])
    // One that waits is listed however many came after it.
    expect(listJobs(read, 1)).toEqual([second, first])
    const error = { code: 'x', params: {}, message: 'x' }
    const progress = { phase: 'reading', done: 1, total: 2, rate: 0.5, secondsLeft: 2 }
    updateJob(write, first.id, { state: 'failed', error, progress, startedAt: 1, finishedAt: 2 })
    expect(getJob(read, first.id)).toEqual({
      ...first,
      state: 'failed',
      error,
      progress,
      startedAt: 1,
      finishedAt: 2
    })
    expect(updateJob(write, first.id, { state: 'queued', error: null }).error).toBeNull()
    expect(() => getJob(read, 99)).toThrow(notFound)
  })

  it('are interrupted with their runs when their process is gone', () => {
    const { read, write } = tempLibrary()
    const [lost, alive, waiting] = [1, 2, 3].map(() => insertJob(write, 'train', {}))
    if (!lost || !alive || !waiting) throw new Error('no jobs')
    updateJob(write, lost.id, { state: 'running', process: { pid: 10, startedAt: 1 } })
    updateJob(write, alive.id, { state: 'running', process: { pid: 10, startedAt: 2 } })
    const run = insertRun(write, { config, dataVersion: 'd' })
    updateRun(write, run.id, { jobId: lost.id, state: 'running' })
    const interrupted = interruptLostJobs(
      write,
      ({ pid, startedAt }) => pid === 10 && startedAt === 2
    )
    expect(interrupted.map((job) => job.id)).toEqual([lost.id])
    expect([lost, alive, waiting].map(({ id }) => getJob(read, id).state)).toEqual([
      'interrupted',
      'running',
      'queued'
    ])
    expect(getRun(read, run.id).state).toBe('interrupted')
  })
})

describe('models', () => {
  const details = {
    kind: 'clip',
    embeddingSize: 8,
    imageSize: 4,
    patchSize: 2,
    contextLength: 9,
    vocabularySize: 10,
    parameters: 11
  } as const

  it('of the same folder are one, with what it holds now', () => {
    const { read, write, root } = tempLibrary()
    const model = { name: 'tiny', path: `${root}/models/tiny`, details, weightsHash: 'a' }
    const first = insertModel(write, model)
    expect(first).toMatchObject({ ...model, kind: 'clip' })
    expect(insertModel(write, { ...model, weightsHash: 'b' })).toEqual({
      ...first,
      weightsHash: 'b'
    })
    expect(listModels(read)).toHaveLength(1)
    removeModel(write, first.id)
    expect(() => getModel(read, first.id)).toThrow(notFound)
    expect(() => removeModel(write, first.id)).toThrow(notFound)
  })
})

describe('runs', () => {
  it('of before a setting was there have its default', () => {
    const { read, write } = tempLibrary()
    const { precision, ...older } = config
    const { id } = insertRun(write, { config: older as RunConfig, dataVersion: 'd' })
    expect(getRun(read, id).config.precision).toBe(precision)
  })

  it('are numbered, and keep their configuration', () => {
    const { read, write } = tempLibrary()
    const first = insertRun(write, { config, dataVersion: 'd' })
    const second = insertRun(write, { config, dataVersion: 'd' })
    expect([first.id, second.id]).toEqual(['run-0001', 'run-0002'])
    expect(first).toMatchObject({ name: 'first', config, state: 'queued', step: 0 })
    updateRun(write, first.id, {
      state: 'done',
      step: 5,
      totalSteps: 5,
      bestValLoss: 1.5,
      bestStep: 5
    })
    expect(listRuns(read).map((run) => [run.id, run.state, run.step, run.bestValLoss])).toEqual([
      ['run-0002', 'queued', 0, null],
      ['run-0001', 'done', 5, 1.5]
    ])
    for (const id of ['run-1', 'run-0009', 'x', ''])
      expect(() => getRun(read, id)).toThrow(notFound)
  })

  it('number the points of their curves on', () => {
    const { read, write } = tempLibrary()
    const { id } = insertRun(write, { config, dataVersion: 'd' })
    const other = insertRun(write, { config, dataVersion: 'd' })
    const point = { name: 'loss', step: 1, epoch: 0, value: 2.5, at: 1 } as const
    expect(appendMetricPoints(write, id, [point, point]).map(({ seq }) => seq)).toEqual([1, 2])
    expect(appendMetricPoints(write, id, [{ ...point, step: 2 }])).toEqual([
      { ...point, step: 2, seq: 3 }
    ])
    expect(listMetricPoints(read, id, { afterSeq: 1, limit: 9 }).map(({ seq }) => seq)).toEqual([
      2, 3
    ])
    expect(listMetricPoints(read, other.id, { afterSeq: 0, limit: 9 })).toEqual([])
  })

  it('draw the steps after a checkpoint once, however often they were taken', () => {
    const { read, write } = tempLibrary()
    const { id } = insertRun(write, { config, dataVersion: 'd' })
    const at = (step: number, value: number, name: MetricName = 'loss') => ({
      ...{ name, step, epoch: 1, value, at: 1 }
    })
    appendMetricPoints(write, id, [at(1, 1), at(2, 2), at(3, 3), at(3, 9, 'memoryBytes'), at(4, 4)])
    expect(appendMetricPoints(write, id, [at(3, 30)], 2)).toMatchObject([{ seq: 6 }])
    appendMetricPoints(write, id, [at(4, 40)])
    const listed = listMetricPoints(read, id, { afterSeq: 0, limit: 9 })
    expect(listed.map(({ seq, step, value }) => [seq, step, value])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
      [6, 3, 30],
      [7, 4, 40]
    ])
  })

  it('mark the checkpoint that training judged best, or the one with the lowest validation loss', () => {
    const { read, write } = tempLibrary()
    const runId = insertRun(write, { config, dataVersion: 'd' }).id
    const losses = [null, 2, 1, 1]
    for (const [step, valLoss] of losses.entries()) {
      insertCheckpoint(write, {
        runId,
        step,
        epoch: step,
        valLoss,
        bleu: null,
        bytes: 9,
        path: `c${step}`
      })
    }
    const best = () => listCheckpoints(read, runId).flatMap((c) => (c.best ? [c.step] : []))
    expect(best()).toEqual([2])
    const again = { runId, step: 1, epoch: 1, valLoss: 0.5, bleu: 0.1, bytes: 9, path: 'c1' }
    expect(insertCheckpoint(write, again)).toMatchObject({ ...again, best: true })
    expect(best()).toEqual([1])
    expect(listCheckpoints(read, runId)).toHaveLength(losses.length)
    // As self-critical training judges, by a reward.
    updateRun(write, runId, { bestStep: 3 })
    expect(best()).toEqual([3])
    deleteCheckpoint(write, runId, 3)
    expect(best()).toEqual([1])
  })

  it('keep one sample of a step and image', () => {
    const { read, write } = tempLibrary()
    const { id } = insertRun(write, { config, dataVersion: 'd' })
    const sample = {
      step: 1,
      epoch: 1,
      imageId: 3,
      imageName: 'a.jpg',
      text: 'x',
      references: ['y']
    }
    insertSample(write, id, sample)
    insertSample(write, id, { ...sample, text: 'z' })
    expect(listSamples(read, id)).toEqual([{ ...sample, text: 'z' }])
  })
})

describe('the ledger of a captioning', () => {
  const listed = (file: string) => ({ file, path: `/p/${file}`, imageId: null })
  const facts = { bytes: 10, modifiedAt: 1.25, contentHash: 'h' }
  const error = { code: 'image.unreadable', params: {}, message: 'unreadable' }

  it('is begun anew where the listing was cut off', () => {
    const { read, write } = tempLibrary()
    const { id } = insertJob(write, 'caption', {})
    expect(isListed(read, id)).toBe(false)
    beginListing(write, id)
    addListedFiles(write, id, 0, [listed('a.jpg'), listed('b.jpg')])
    expect(isListed(read, id)).toBe(false)
    beginListing(write, id)
    expect(countItems(read, id).waiting).toBe(0)
    addListedFiles(write, id, 0, [listed('a.jpg'), { ...listed('b'), error }])
    finishListing(write, id)
    expect(isListed(read, id)).toBe(true)
    expect(countItems(read, id)).toEqual({ waiting: 1, done: 0, skipped: 0, failed: 1 })
  })

  it('knows what was captioned by which settings, and keeps an edit beside the caption', () => {
    const { read, write } = tempLibrary()
    const { id } = insertJob(write, 'caption', {})
    beginListing(write, id)
    addListedFiles(write, id, 0, ['a.jpg', 'b.jpg', 'a.png'].map(listed))
    noteOutcomes(write, id, 's', [
      { index: 0, state: 'done', text: 'x', score: -0.5, error: null, facts },
      { index: 1, state: 'failed', text: null, score: null, error, facts: null }
    ])
    expect(findDone(read, 'h', 's')).toEqual({ text: 'x', score: -0.5 })
    expect(findDone(read, 'h', 'other')).toBeUndefined()
    editItem(write, id, 0, 'y')
    expect(findDone(read, 'h', 's')?.text).toBe('x')
    const page = pageItems(read, id, { offset: 1, limit: 5 })
    expect([page.total, page.rows.map(({ file }) => file)]).toEqual([3, ['b.jpg', 'a.png']])
    const done = pageItems(read, id, { offset: 0, limit: 5 }, 'done')
    expect(done.total).toBe(1)
    expect(only(done.rows)).toMatchObject({ file: 'a.jpg', text: 'x', edited: 'y' })
    expect(itemSharesStem(read, id, { index: 0, file: 'a.jpg' })).toBe(true)
    expect(itemSharesStem(read, id, { index: 1, file: 'b.jpg' })).toBe(false)
    retryFailed(write, id)
    expect(countItems(read, id)).toEqual({ waiting: 2, done: 1, skipped: 0, failed: 0 })
  })
})

describe('training data', () => {
  it('is what people wrote or accepted, also of images whose file is missing for a while', () => {
    const library = tempLibrary()
    const { read, write } = library
    const ids = addImages(library, {
      'a.jpg': ['một', 'bị loại', 'bỏ qua'],
      'b.jpg': ['mất'],
      'c.jpg': ['kiểm định']
    })
    const [a = 0, b = 0, c = 0] = ids
    const before = dataVersion(read)
    setImagesMissing(write, [b], true)
    expect(dataVersion(read)).toBe(before)
    const captions = () => [...iterateTrainingCaptions(read, 'train')]
    const [, rejected, skipped] = captions()
    if (!rejected || !skipped) throw new Error('no captions')
    setCaptionStatus(write, rejected.captionId, 'rejected')
    setCaptionStatus(write, skipped.captionId, 'skipped')
    setSplit(write, [c], 'val')
    saveCaption(write, { id: null, imageId: a, text: ' \n\t', version: null })
    expect(captions().map(({ imageName, text }) => [imageName, text])).toEqual([
      ['a.jpg', 'một'],
      ['b.jpg', 'mất']
    ])
    expect(only([...iterateTrainingCaptions(read, 'val')])).toMatchObject({
      imageId: c,
      version: 1
    })
    expect(countTraining(read)).toEqual({
      captions: 2,
      trainImages: 2,
      pairs: 0,
      validationImages: 1,
      validationPairs: 0,
      longestCaption: 3,
      longestPair: 0,
      captionCharacters: 6,
      pairCharacters: 0,
      pairsPerEpoch: 0,
      pairCharactersPerEpoch: 0
    })
    const chosen = { captionFilter: 'words:2..', trainSplit: 'val' } as const
    expect(countTraining(read, chosen)).toMatchObject({ captions: 1, captionCharacters: 9 })
    expect(countTraining(read, { ...chosen, captionState: 'accepted' }).captions).toBe(0)
  })

  it('has a version that follows every change of it', () => {
    const library = tempLibrary()
    const { read, write } = library
    const imageId = only(addImages(library, { 'a.jpg': ['một'] }))
    const versions = [dataVersion(read)]
    const note = () => versions.push(dataVersion(read))
    expect(dataVersion(read)).toBe(versions[0])
    const { id } = saveCaption(write, { id: null, imageId, text: 'hai', version: null })
    note()
    saveCaption(write, { id, imageId, text: 'ba', version: 1 })
    note()
    setSplit(write, [imageId], 'val')
    note()
    removeCaption(write, id)
    note()
    expect(new Set(versions).size).toBe(versions.length)
  })
})
