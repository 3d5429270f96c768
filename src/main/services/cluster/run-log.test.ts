import { expect, it } from 'vitest'
import { readLog } from './run-log'

const started = (step: number) => ({ type: 'started', step, at: 1 })
const step = (number: number) => ({ type: 'step', step: number, at: 2 })
const log = (...lines: (object | string)[]) =>
  Buffer.from(
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
  )
const typesOf = (piece: Buffer) => readLog(piece).events.map(({ event }) => event.type)

it('takes whole lines, and leaves the rest for the next time', () => {
  const whole = log(started(0), step(1))
  const part = readLog(Buffer.concat([whole, Buffer.from('{"type":"st')]))
  expect(part.events.map(({ event, at }) => [event.type, at])).toEqual([
    ['started', 1],
    ['step', 2]
  ])
  expect(part.bytes).toBe(whole.length)
})

it('leaves a start for the time when its first step is there', () => {
  const before = log(started(0), step(1), step(2))
  const part = readLog(Buffer.concat([before, log(started(1))]))
  expect(part).toMatchObject({ bytes: before.length, outcome: null })
  expect(part.events).toHaveLength(3)
  expect(typesOf(log(started(1), step(2)))).toEqual(['started', 'step'])
})

it('leaves out lines that a kill cut short, and those of other programs', () => {
  const piece = log('{"type":"step","st', '', 'Loading modules', '7', step(3))
  expect(readLog(piece)).toMatchObject({ events: [{ event: step(3) }], bytes: piece.length })
})

it('says how the training ended, and that it goes on after that', () => {
  const error = { code: 'train.loss-not-finite', params: {}, message: 'x' }
  expect(readLog(log(started(0), { error })).outcome).toEqual({ error })
  expect(readLog(log({ error }, started(0), step(1))).outcome).toBeNull()
  expect(readLog(log(started(9), { type: 'done', steps: 9 })).outcome).toEqual({ done: true })
  expect(readLog(log(step(1))).outcome).toBeUndefined()
})

it('takes checkpoints of the run alone', () => {
  const checkpoint = (path: unknown) => ({ type: 'checkpoint', path })
  const paths = ['checkpoints/step-00000002', 'checkpoints/../../x', '/etc', 7]
  expect(typesOf(log(started(0), step(1), ...paths.map(checkpoint)))).toEqual([
    'started',
    'step',
    'checkpoint'
  ])
})
