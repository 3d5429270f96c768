import pino from 'pino'
import { expect, test } from 'vitest'
import { AppError, fromErrorInfo, toErrorReport } from '../../shared/errors'
import { explain, explainStream } from './explain'

function scene(signal?: AbortSignal) {
  const logged: { error: { message: string; stack: string }; procedure: string }[] = []
  const serializers = { error: pino.stdSerializers.err }
  const log = pino(
    { serializers },
    { write: (line) => logged.push(JSON.parse(line) as (typeof logged)[number]) }
  )
  return { logged, where: { log, procedure: 'bulk.plan', signal } }
}

async function* failing(error: unknown): AsyncGenerator<number, void> {
  yield 1
  throw error
}

test('what a stream throws carries its code and its words, and is not logged', async () => {
  const { logged, where } = scene()
  const stream = explainStream(failing(new AppError('bulk.slow-pattern')), where)
  expect(await stream.next()).toEqual({ done: false, value: 1 })
  await expect(stream.next()).rejects.toMatchObject({
    code: 'APP_ERROR',
    data: { code: 'bulk.slow-pattern' }
  })
  expect(logged).toEqual([])
})

test('what nobody expected is logged with its stack, where it came up', async () => {
  const { logged, where } = scene()
  const stream = explainStream(failing(new TypeError('x is not a function')), where)
  await stream.next()
  await expect(stream.next()).rejects.toMatchObject({ data: { code: 'unexpected' } })
  expect(logged).toMatchObject([
    { error: { message: 'x is not a function', stack: expect.stringContaining('explain.test') } }
  ])
})

test('so is what came from another process or thread, with the stack of that one', () => {
  const { logged, where } = scene()
  const far = new RangeError('in the reader')
  far.stack = 'RangeError: in the reader\n    at the-reader-thread'
  explain(fromErrorInfo(toErrorReport(far)), where)
  expect(logged).toMatchObject([{ error: { stack: far.stack }, procedure: 'bulk.plan' }])
})

test('what fails because nobody waits for it any more is no fault', () => {
  const { logged, where } = scene(AbortSignal.abort())
  explain(new Error('aborted'), where)
  expect(logged).toEqual([])
})

test('ending a stream early ends its source', async () => {
  let ended = false
  async function* source(): AsyncGenerator<number, void> {
    try {
      yield 1
      yield 2
    } finally {
      ended = true
    }
  }
  const stream = explainStream(source(), scene().where)
  await stream.next()
  await stream.return()
  expect(ended).toBe(true)
})
