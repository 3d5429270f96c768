import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { AppError } from '../../../shared/errors'
import { answerRequests, threadPeer, WorkerClient } from './worker-client'

/** Answers with what it is asked and how often it was asked and told anything; dies of `die`. */
const PROGRAM = `
  const { parentPort } = require('node:worker_threads')
  let heard = 0
  parentPort.on('message', ({ id, request }) => {
    heard += 1
    if (request === 'die') throw new Error('out of memory')
    if (request === 'leave') process.exit(0)
    if (request === 'refuse') {
      const error = { code: 'image.unreadable', params: { path: 'a', detail: '' }, message: '' }
      parentPort.postMessage({ id, error })
    } else if (request !== 'silence' && id !== null) {
      parentPort.postMessage({ id, answer: [request, heard] })
    }
  })`

const open = (closed?: () => Error) =>
  new WorkerClient<string>(() => threadPeer(new Worker(PROGRAM, { eval: true })), {
    name: 'the test thread',
    ...(closed && { closed })
  })

it('gives each request its own answer, and passes errors on', async () => {
  await using client = closing(open())
  const answers = [client.ask('a'), client.ask('refuse'), client.ask('b')]
  expect(client.pending).toBe(3)
  expect(await Promise.allSettled(answers)).toMatchObject([
    { value: ['a', 1] },
    { reason: { code: 'image.unreadable', params: { path: 'a' } } },
    { value: ['b', 3] }
  ])
  expect(client.pending).toBe(0)
})

it('sends what needs no answer to a thread that runs, and starts none for it', async () => {
  await using client = closing(open())
  client.tell('nobody hears it')
  expect(await client.ask('a')).toEqual(['a', 1])
  client.tell('heard')
  expect(await client.ask('b')).toEqual(['b', 3])
})

it('rejects all that waits when the thread dies, and starts another for the next request', async () => {
  await using client = closing(open())
  const reason = { code: 'unexpected', params: { detail: 'out of memory' } }
  const answers = [client.ask('silence'), client.ask('die'), client.ask('a')]
  expect(await Promise.allSettled(answers)).toMatchObject([{ reason }, { reason }, { reason }])
  expect(await client.ask('b')).toEqual(['b', 1])
  await expect(client.ask('leave')).rejects.toMatchObject({
    params: { detail: 'the test thread ended' }
  })
})

it('rejects what waits when it is closed, and all that comes later', async () => {
  const client = open(() => new AppError('library.none-open'))
  const waiting = expect(client.ask('silence')).rejects.toMatchObject({ code: 'library.none-open' })
  await client.close()
  await waiting
  await expect(client.ask('a')).rejects.toMatchObject({ code: 'library.none-open' })
})

it('rejects a request that cannot be sent, and keeps nothing of it', async () => {
  await using client = closing(open())
  const asked = (client as WorkerClient<unknown>).ask(() => undefined)
  await expect(asked).rejects.toThrow('could not be cloned')
  expect(client.pending).toBe(0)
})

it('answers by a function, hands values over, and tells why it could not', async () => {
  const { port1, port2 } = new MessageChannel()
  const made: Float32Array[] = []
  const make = (size: number): Float32Array => {
    if (size < 0) throw new AppError('library.none-open')
    const values = new Float32Array(size).fill(7)
    made.push(values)
    return values
  }
  answerRequests(port2, make, ({ buffer }) => [buffer as ArrayBuffer])
  const ask = async (id: number | null, request: number): Promise<unknown> => {
    port1.postMessage({ id, request })
    const [reply] = (await once(port1, 'message')) as [unknown]
    return reply
  }
  port1.postMessage({ id: null, request: 1 })
  expect(await ask(1, 3)).toEqual({ id: 1, answer: Float32Array.of(7, 7, 7) })
  // The first was only told: it was made and not sent.
  expect(made.map(({ length }) => length)).toEqual([1, 0])
  expect(await ask(2, -1)).toMatchObject({ id: 2, error: { code: 'library.none-open' } })
  port1.close()
})

/** Closes a client at the end of its block. */
const closing = <T>(client: WorkerClient<T>): WorkerClient<T> & AsyncDisposable =>
  Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
