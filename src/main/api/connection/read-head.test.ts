import { expect, test } from 'vitest'
import { checkMessage, idOf, MAX_BYTES } from './read-head'

const check = (message: string) => checkMessage(message, message.length)
const code = (code: string) => expect.objectContaining({ code })
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('a message that is too deep or too large is told before it is parsed', () => {
  expect(() => check(nested(100_000))).toThrow(code('call.too-deep'))
  expect(() => check('{"a":'.repeat(100))).toThrow(code('call.too-deep'))
  expect(() => checkMessage('', MAX_BYTES + 1)).toThrow(code('call.too-large'))
})

test('brackets within texts, and many beside each other, are not deep', () => {
  check(nested(60))
  check(JSON.stringify({ text: '['.repeat(1000) }))
  check(JSON.stringify({ text: `"${'['.repeat(100)}\\`, more: ['\\"[[', '\\'] }))
  check(`[${Array(100_000).fill('[1]').join(',')}]`)
  check('"never closed [[[')
})

test('the id of a message is read from its beginning alone', () => {
  expect(idOf('{"i":"12","p":{}}')).toBe('12')
  expect(idOf(' { "i" : "a-b" , not JSON')).toBe('a-b')
  expect(idOf('{"p":{"i":"12"}}')).toBeNull()
  expect(idOf('{"i":"<script>"}')).toBeNull()
  expect(idOf('')).toBeNull()
})
