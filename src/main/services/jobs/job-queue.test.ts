import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job, JobState } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { createLibrary, openLibrary, type Library } from '../../store/library'
import { updateJob } from '../../store/jobs'
import { ChildEngine } from '../engine-client/child-engine'
import { forkEngine } from '../engine-client/forked-process'
import type { JobContext, JobHandler } from './job-handler'
import { JobQueue } from './job-queue'
import type { JobTable } from './job-table'

const script = join(import.meta.dirname, '..', 'engine-client', 'test', 'small-engine.mjs')
const engine = new ChildEngine(() => forkEngine(script))

let root: string
let library: Library
let events: WorkbenchEvent[]
/** What jobs do in a test, by their `path`. */
let work: Record<string, (context: JobContext) => Promise<unknown>>

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'viecap-queue-'))
  library = createLibrary(join(root, 'library'))
  events = []
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
    duplicates: entry
  }
  return new JobQueue({
    library,
    engine,
    table,
    device: () => 'cpu',
    emit: (event) => events.push(event),
    log: pino({ level: 'silent' })
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
  expect(() => queue.add('import', { path: '' })).toThrow(
    'The value of path is not valid: is empty.'
  )
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

test('a queue that is not started runs what it is told to and nothing else', async () => {
  const queue = makeQueue()
  const [first, second] = [add(queue, 'done'), add(queue, 'done')]
  expect((await queue.runOne(second)).state).toBe('done')
  expect(queue.get(first).state).toBe('queued')
})
