import { expect, it } from 'vitest'
import { readShardLog } from './shard-log'

const log = (...lines: (object | string)[]) =>
  Buffer.from(
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
  )
const started = { type: 'started', items: 3, before: 0 }
const caption = { type: 'caption', ids: [4, 9], text: 'một con mèo', score: -1 }
const error = { code: 'image.unreadable', params: {}, message: 'unreadable' }

it('takes whole lines, and leaves the rest for the next time', () => {
  const whole = log(started, caption)
  const part = readShardLog(Buffer.concat([whole, Buffer.from('{"type":"cap')]))
  expect(part).toEqual({ lines: [started, caption], outcome: null, bytes: whole.length })
})

it('leaves out lines that a kill cut short, and those of other programs', () => {
  const part = readShardLog(log('{"type":"caption","ids":[1', 'module loaded', caption, '7'))
  expect(part.lines).toEqual([caption])
})

it('takes an image that failed for no end of the shard', () => {
  const failed = { type: 'failed', ids: [1], error }
  expect(readShardLog(log(failed))).toMatchObject({ lines: [failed], outcome: undefined })
  expect(readShardLog(log({ error })).outcome).toEqual({ error })
  expect(readShardLog(log({ error }, started)).outcome).toBeNull()
  expect(readShardLog(log(started, { type: 'done', items: 3 })).outcome).toEqual({ done: true })
})

it.each(['../1.f32', 'vectors/../../x', '/vectors/1.f32', 'vectors/1.f32/..'])(
  'brings no file by the path %s',
  (path) => {
    const line = { type: 'vectors', keys: ['a'.repeat(64)], path, dim: 2, encoder: 'e' }
    expect(readShardLog(log(line)).lines).toEqual([])
    expect(readShardLog(log({ ...line, path: 'vectors/1.f32' })).lines).toHaveLength(1)
  }
)
