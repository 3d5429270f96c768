import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job, JobState } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { databaseOf } from '../../store/core/connection'
import { createLibrary, openLibrary, type Library } from '../../store/core/library'
import { getJob, updateJob } from '../../store/jobs/jobs'
import { ChildEngine } from '../engine-client/child-engine'
import { directImages } from '../../../../test/fixtures/direct-images'
import { forkEngine } from '../engine-client/forked-process'
import type { JobContext, JobHandler } from './job-handler'
import { JobQueue } from './job-queue'
import type { JobTable } from './job-table'

const script = join(import.meta.dirname, '..', 'engine-client', 'test', 'small-engine.mjs')
const engine = new ChildEngine(() => forkEngine(script), { pingMs: 50, graceMs: 500 })

let root: string
let library: Library
let events: WorkbenchEvent[]
let logged: string[]
/** What jobs do in a test, by their `path`. */
let work: Record<string, (context: JobContext) => Promise<unknown>>

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'viecap-queue-'))
  library = createLibrary(join(root, 'library'))
  events = []
  logged = []
  work = {
    done: async () => 'result',
    fail: async () => {
      throw new AppError('file.not-found', { path: '/nowhere' })
    },
    wait: ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('engine.cancelled')))
      })
  }
})
afterEach(async () => {
  await engine.close()
  library.close()
  rmSync(root, { recursive: true })
})

function makeQueue(): JobQueue {
  const handler: JobHandler = {
    kind: 'import',
    run: async (context, params) => work[(params as { path: string }).path]?.(context)
  }
  const entry = { params: v.object({ path: v.pipe(v.string(), v.nonEmpty('is empty')) }), handler }
  const table: JobTable = {
    import: entry,
    embed: entry,
    train: entry,
    caption: entry,
    evaluate: entry,
    download: entry,
    demo: entry,
    duplicates: entry,
    submit: entry
  }
  return new JobQueue({
    library,
    engine,
    images: directImages,
    table,
    device: () => 'cpu',
    emit: (event) => events.push(event),
    log: pino({ level: 'error' }, { write: (line) => logged.push(line) })
  })
}

/** Resolves when the job has the state. */
async function until(queue: JobQueue, id: number, state: JobState): Promise<Job> {
  for (;;) {
    const job = queue.get(id)
    if (job.state === state) return job
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const add = (queue: JobQueue, path: string) => queue.add('import', { path }).id
const statesOf = (id: number) =>
  events.flatMap((event) => (event.type === 'job' && event.job.id === id ? [event.job.state] : []))

test('jobs run one at a time, in order, and go on after a failure', async () => {
  let running = 0
  const order: string[] = []
  const step = (name: string) => async () => {
    running += 1
    expect(running).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 10))
    order.push(name)
    running -= 1
  }
  work['a'] = step('a')
  work['b'] = step('b')
  const queue = makeQueue()
  queue.start()
  const [a, failed, b] = [add(queue, 'a'), add(queue, 'fail'), add(queue, 'b')]
  await until(queue, b, 'done')
  expect(order).toEqual(['a', 'b'])
  expect(queue.get(a).state).toBe('done')
  expect(queue.get(failed)).toMatchObject({
    state: 'failed',
    error: { code: 'file.not-found', params: { path: '/nowhere' } }
  })
  expect(statesOf(failed)).toEqual(['queued', 'running', 'failed'])
})

test('a job that fails as nobody expected is in the log, with its stack; another is not', async () => {
  work['surprise'] = async () => {
    throw new RangeError('nobody expected this')
  }
  const queue = makeQueue()
  queue.start()
  const [failed, surprised] = [add(queue, 'fail'), add(queue, 'surprise')]
  await until(queue, surprised, 'failed')
  expect(queue.get(failed).state).toBe('failed')
  expect(queue.get(surprised).error?.code).toBe('unexpected')
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ job: surprised, kind: 'import', msg: 'job failed' })
  ])
})

test('a queued job can be moved; one that comes later stands behind all', async () => {
  const order: string[] = []
  const names = ['a', 'b', 'c', 'd']
  for (const name of names) work[name] = async () => order.push(name)
  const queue = makeQueue()
  const [a = 0, b = 0, c = 0] = ['a', 'b', 'c'].map((name) => add(queue, name))
  queue.move(c, a)
  queue.move(a, null)
  const d = add(queue, 'd')
  queue.start()
  await until(queue, d, 'done')
  expect(order).toEqual(['c', 'b', 'a', 'd'])
  expect(() => queue.move(b, null)).toThrow(expect.objectContaining({ code: 'job.not-queued' }))
})

test("a job's result is kept, and its parameters are checked before it is queued", async () => {
  const queue = makeQueue()
  queue.start()
  const id = add(queue, 'done')
  expect((await until(queue, id, 'done')).result).toBe('result')
  expect(() => queue.add('import', { path: '' })).toThrow('path is empty. Fill it in.')
  expect(queue.list(10)).toHaveLength(1)
})

test('a queued job and a running one can be cancelled', async () => {
  const queue = makeQueue()
  queue.start()
  const [running, queued] = [add(queue, 'wait'), add(queue, 'done')]
  queue.cancel(queued)
  expect(queue.get(queued).state).toBe('cancelled')
  queue.cancel(running)
  const job = await until(queue, running, 'cancelled')
  expect(job.error).toBeNull()
  expect(statesOf(queued)).toEqual(['queued', 'cancelled'])
})

test('progress carries rate and time left, is not sent for every step, and its last state is kept', async () => {
  work['count'] = async ({ report }) => {
    for (let done = 0; done <= 1000; done += 1) report({ phase: 'counting', done, total: 1000 })
  }
  const queue = makeQueue()
  queue.start()
  const id = add(queue, 'count')
  const job = await until(queue, id, 'done')
  expect(job.progress).toMatchObject({ phase: 'counting', done: 1000, total: 1000 })
  expect(statesOf(id).length).toBeLessThan(20)
  expect(events.at(-1)).toMatchObject({
    type: 'job',
    job: { state: 'done', progress: { done: 1000 } }
  })
})

test('a job whose process is gone becomes interrupted at the start, and can be resumed', async () => {
  const id = add(makeQueue(), 'done')
  updateJob(library.write, id, { state: 'running', process: { pid: 1, startedAt: 1 } })
  library.close()
  library = openLibrary(join(root, 'library'))
  const queue = makeQueue()
  expect(queue.get(id).state).toBe('interrupted')
  queue.start()
  queue.resume(id)
  await until(queue, id, 'done')
  expect(() => queue.resume(id)).toThrow('Only an interrupted, failed or cancelled job')
})

test('closing stops the running job, which is then interrupted, and takes up nothing more', async () => {
  const queue = makeQueue()
  queue.start()
  const [running, queued] = [add(queue, 'wait'), add(queue, 'done')]
  await until(queue, running, 'running')
  await queue.close()
  expect(queue.get(running).state).toBe('interrupted')
  expect(queue.get(queued).state).toBe('queued')
})

test('a job whose engine died is interrupted and says why', async () => {
  work['engine'] = ({ engine }) =>
    engine.run('train', { runDir: '', device: 'cpu', ...{ exit: 1 } })
  const queue = makeQueue()
  queue.start()
  const job = await until(queue, add(queue, 'engine'), 'interrupted')
  expect(job.error?.code).toBe('engine.died')
})

test('a job that could not stop in order, as on a full disk, is interrupted and says why', async () => {
  work['full'] = ({ signal }) =>
    new Promise((_, reject) => {
      const error = new AppError('file.unwritable', { path: 'checkpoint', detail: 'no space' })
      signal.addEventListener('abort', () => reject(error))
    })
  const queue = makeQueue()
  queue.start()
  const id = add(queue, 'full')
  await until(queue, id, 'running')
  await queue.close()
  expect(queue.get(id)).toMatchObject({ state: 'interrupted', error: { code: 'file.unwritable' } })
})

test('where the end of a job cannot be kept, its caller hears why', async () => {
  work['broken'] = ({ library: { write } }) => {
    databaseOf(write).exec(
      "CREATE TRIGGER full BEFORE UPDATE ON job BEGIN SELECT raise(ABORT, 'disk is full'); END"
    )
    return Promise.resolve()
  }
  const queue = makeQueue()
  const job = await queue.runOne(add(queue, 'broken'))
  expect(job).toMatchObject({ state: 'failed' })
  expect(job.error?.message).toContain('disk is full')
  await queue.close()
})

test('a hung job that is cancelled is cut off and says why; the next one runs', async () => {
  work['hung'] = ({ engine, signal }) =>
    engine.run('train', { runDir: '', device: 'cpu', ...{ loopMs: 1e9 } }, { signal })
  work['next'] = ({ engine }) => engine.run('train', { runDir: '', device: 'cpu' })
  const queue = makeQueue()
  queue.start()
  const [hung, next] = [add(queue, 'hung'), add(queue, 'next')]
  await until(queue, hung, 'running')
  queue.cancel(hung)
  const job = await until(queue, hung, 'interrupted')
  expect(job.error?.code).toBe('engine.hung')
  await until(queue, next, 'done')
})

test('a queue that is not started runs what it is told to and nothing else', async () => {
  const queue = makeQueue()
  const [first, second] = [add(queue, 'done'), add(queue, 'done')]
  expect((await queue.runOne(second)).state).toBe('done')
  expect(queue.get(first).state).toBe('queued')
})

describe('where the store cannot be written', () => {
  /** Fills the database up to where nothing more goes in, as a full disk does. */
  function fill(): void {
    const database = databaseOf(library.write)
    const size = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${size}`)
  }
  const free = () => databaseOf(library.write).pragma('max_page_count = 4294967294')
  const long = 'dài '.repeat(10_000)

  test('a job that was done has failed, with the reason, and is kept so once there is room', async () => {
    work['fills'] = async () => {
      fill()
      return long
    }
    const queue = makeQueue()
    queue.start()
    const id = add(queue, 'fills')
    const job = await until(queue, id, 'failed')
    expect(job.error?.code).toBe('library.disk-full')
    expect(events.at(-1)).toMatchObject({ type: 'job', job: { id, state: 'failed' } })
    expect(queue.list(10)[0]?.error?.code).toBe('library.disk-full')
    free()
    const next = add(queue, 'done')
    await until(queue, next, 'done')
    expect(getJob(library.read, id)).toMatchObject({
      state: 'failed',
      error: { code: 'library.disk-full' },
      result: null
    })
    work['fills'] = async () => long
    queue.resume(id)
    await until(queue, id, 'done')
  })

  test('a job that is run by itself tells the reason, also where it could not begin', async () => {
    const queue = makeQueue()
    const id = add(queue, 'done')
    databaseOf(library.write).pragma('query_only = ON')
    expect(await queue.runOne(id)).toMatchObject({
      state: 'failed',
      error: { code: 'library.read-only' }
    })
    await queue.close()
  })

  test('closing ends all the same', async () => {
    const queue = makeQueue()
    queue.start()
    const id = add(queue, 'wait')
    await until(queue, id, 'running')
    rmSync(join(root, 'library'), { recursive: true })
    await queue.close()
    expect(queue.get(id).error?.code).toBe('library.gone')
  })
})
