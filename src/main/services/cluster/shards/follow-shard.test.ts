import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { standInSlurm } from '../../../../../test/fixtures/stand-in-slurm'
import { addImages, tempFolder, tempLibrary } from '../../../../../test/fixtures/temp-library'
import { listMissingImages, readEmbeddings } from '../../../store/embeddings/embeddings'
import { insertClusterWork, setMadeBy } from '../../../store/jobs/cluster-work'
import { getJob, insertJob, interruptLostJobs, updateJob } from '../../../store/jobs/jobs'
import {
  addListedFiles,
  beginListing,
  editItem,
  finishListing,
  pageItems
} from '../../../store/jobs/ledger'
import {
  insertShardTasks,
  listShardTasks,
  updateClusterTask
} from '../../../store/runs/cluster-tasks'
import { taskDir } from '../cluster-root'
import { ClusterFollower } from '../follow'

/** The commands of the stand-in are shell scripts. */
const it = test.skipIf(process.platform === 'win32')

/** A job whose shards of `sizes` a cluster has as tasks of job 42, and what follows them. */
function scene(kind: 'caption' | 'embed', madeBy: unknown, sizes: readonly number[]) {
  const slurm = standInSlurm(tempFolder())
  const library = tempLibrary()
  const { read, write } = library
  const params = { source: { kind: 'folder', path: '/images' }, modelId: 1 }
  const { id } = insertJob(write, kind, params)
  insertClusterWork(write, id, { profile: slurm.profile, shards: sizes.length })
  setMadeBy(write, id, madeBy)
  insertShardTasks(write, id, { profile: slurm.profile, submission: 'abc' }, sizes)
  const tasks = listShardTasks(read, id)
  for (const task of tasks) updateClusterTask(write, task.id, { job: '42', state: 'PENDING' })
  updateJob(write, id, { state: 'running' })
  const follower = () =>
    new ClusterFollower({ library, emit: () => undefined, log: pino({ level: 'silent' }) })
  let kept = follower()
  const dirs = tasks.map((task) => taskDir(library, task))
  for (const dir of dirs) mkdirSync(dir, { recursive: true })
  return {
    ...{ slurm, library, id, dirs },
    job: () => getJob(read, id),
    shards: () => listShardTasks(read, id),
    look: () => kept.look(),
    /** As another process that looks for the first time. */
    forget: () => (kept = follower()),
    /** All shards in this state of Slurm. */
    standing: (state: string) =>
      slurm.queue(sizes.map((_, task) => `42_${task}|${state}|gpu|n1|None`)),
    log: (shard: number, ...lines: object[]) =>
      appendFileSync(
        join(dirs[shard] ?? '', 'log.jsonl'),
        lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      )
  }
}

/** A captioning of `count` files in two shards. */
function captioning(count: number) {
  const made = scene('caption', 'settings', [count - 1, 1])
  const { write, read } = made.library
  beginListing(write, made.id)
  const files = Array.from({ length: count }, (_, index) => ({
    ...{ file: `${index}.jpg`, path: `/images/${index}.jpg`, imageId: null }
  }))
  addListedFiles(write, made.id, 0, files)
  finishListing(write, made.id)
  const texts = () =>
    pageItems(read, made.id, { offset: 0, limit: 100 }).rows.map(({ state, text }) => [state, text])
  return { ...made, texts }
}

const caption = (ids: number[], text: string) => ({ type: 'caption', ids, text, score: -1 })
const error = { code: 'image.unreadable', params: {}, message: 'unreadable' }
const done = { type: 'done' }

it('takes captions as they come, each once, whoever looked before', async () => {
  const { standing, look, forget, log, texts, job, shards } = captioning(3)
  standing('RUNNING')
  log(0, { type: 'started', items: 2, before: 0 }, caption([0, 1], 'một'))
  await look()
  forget()
  await look()
  expect(texts()).toEqual([
    ['done', 'một'],
    ['skipped', 'một'],
    ['waiting', null]
  ])
  expect(job()).toMatchObject({
    state: 'running',
    progress: { phase: 'captioning', done: 2, total: 3 },
    cluster: { profile: 'lab', shards: 2, ended: 0 }
  })
  expect(shards().map(({ shard }) => shard.done)).toEqual([2, 0])
})

it('keeps what is there where a log is read again or two shards tell of a file', async () => {
  const { standing, look, log, texts, library, id, dirs, shards } = captioning(2)
  standing('RUNNING')
  log(0, caption([0], 'một'))
  await look()
  editItem(library.write, id, 0, 'của người')
  log(1, caption([0], 'hai'), caption([1], 'ba'))
  await look()
  // Shorter than what was read of it, as another file.
  rmSync(join(dirs[0] ?? '', 'log.jsonl'))
  log(0, caption([0], '4'))
  await look()
  await look()
  expect(texts()).toEqual([
    ['done', 'một'],
    ['done', 'ba']
  ])
  const [row] = pageItems(library.read, id, { offset: 0, limit: 1 }).rows
  expect(row?.edited).toBe('của người')
  expect(shards().map(({ shard }) => shard.done)).toEqual([1, 1])
})

it('ends the job with its last shard, also where images failed', async () => {
  const { standing, look, log, job } = captioning(2)
  log(0, caption([0], 'một'), done)
  standing('COMPLETED')
  await look()
  expect(job()).toMatchObject({ state: 'running', cluster: { ended: 1 } })
  log(1, { type: 'failed', ids: [1], error }, done)
  expect(await look()).toMatchObject({ underWay: 0 })
  expect(job()).toMatchObject({ state: 'done', result: { done: 1, skipped: 0, failed: 1 } })
})

it('keeps what a shard has done that failed, and says why', async () => {
  const { standing, look, log, job, texts } = captioning(3)
  standing('COMPLETED')
  log(0, caption([0], 'một'), { error: { code: 'engine.died', params: {}, message: 'It died.' } })
  log(1, caption([2], 'ba'), done)
  await look()
  expect(texts()).toEqual([
    ['done', 'một'],
    ['waiting', null],
    ['done', 'ba']
  ])
  expect(job()).toMatchObject({
    state: 'failed',
    error: {
      code: 'cluster.shards-failed',
      params: { failed: 1, total: 2, left: 1, detail: 'It died.' }
    }
  })
})

it('is no job that was lost while a cluster has it', async () => {
  const { library, standing, look, log, job } = captioning(2)
  expect(interruptLostJobs(library.write, () => false)).toEqual([])
  for (const shard of [0, 1]) {
    log(shard, { error: { code: 'call.interrupted', params: {}, message: 'x' } })
  }
  standing('CANCELLED')
  await look()
  expect(job()).toMatchObject({ state: 'cancelled', error: null })
})

describe('vectors of images', () => {
  const encoders = { image: { key: 'right', description: '{}' } }
  const model = { weightsHash: 'w', encoders }
  const madeBy = { ...model, sentences: { embedded: 3, failed: 0 } }
  const rows = (encoder: string, keys: string[], path = 'vectors/1.f32') => ({
    ...{ type: 'vectors', keys, path, dim: 2, encoder }
  })
  function embedding(values: readonly number[]) {
    const made = scene('embed', madeBy, [2])
    const ids = addImages(made.library, { 'a.jpg': [], 'b.jpg': [] })
    const keys = listMissingImages(made.library, model).map(({ key }) => key)
    const [dir = ''] = made.dirs
    mkdirSync(join(dir, 'vectors'))
    writeFileSync(join(dir, 'vectors', '1.f32'), new Uint8Array(Float32Array.from(values).buffer))
    made.standing('COMPLETED')
    const found = () => readEmbeddings(made.library, model, 'image', ids)
    return { ...made, keys, found }
  }

  it('takes vectors under the hash of their encoder, and leaves no file behind', async () => {
    const { library, keys, look, log, job, found } = embedding([1, 2, 3, 4])
    log(0, rows('right', keys), done)
    await look()
    expect([...found().values]).toEqual([1, 2, 3, 4])
    expect(job()).toMatchObject({
      state: 'done',
      result: { images: { embedded: 2, failed: 0 }, sentences: { embedded: 3, failed: 0 } }
    })
    const left = readdirSync(join(library.root, 'embeddings'))
    expect(left.filter((name) => name.startsWith('brought'))).toEqual([])
  })

  it.each([
    ['another encoder', 'wrong', [1, 2, 3, 4]],
    ['no finite numbers', 'right', [1, NaN, 3, 4]]
  ])('refuses vectors of %s', async (_, encoder, values) => {
    const { keys, look, log, job, found } = embedding(values)
    log(0, rows(encoder, keys), done)
    await look()
    expect(found().found).toEqual([])
    expect(job()).toMatchObject({ state: 'done', result: { images: { embedded: 0, failed: 2 } } })
  })

  it('comes back to vectors whose file is not there yet', async () => {
    const { keys, look, log, found, dirs } = embedding([1, 2, 3, 4])
    const [dir = ''] = dirs
    log(0, rows('right', keys, 'vectors/2.f32'), done)
    expect(await look()).toMatchObject({ underWay: 1, problems: [{}] })
    writeFileSync(
      join(dir, 'vectors', '2.f32'),
      new Uint8Array(Float32Array.from([5, 6, 7, 8]).buffer)
    )
    expect(await look()).toMatchObject({ underWay: 0, problems: [] })
    expect([...found().values]).toEqual([5, 6, 7, 8])
  })
})
