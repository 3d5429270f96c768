import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WindowMemory } from './window-memory'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-memory-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('what a window remembers is there at once, and for the next start', async () => {
  const memory = new WindowMemory(join(dir, 'new'))
  expect(memory.values).toEqual({})
  const kept = Promise.all([memory.keep('a', '1'), memory.keep('b', '2'), memory.keep('a', '3')])
  expect(memory.values).toEqual({ a: '3', b: '2' })
  await kept
  expect(memory.values).toEqual({ a: '3', b: '2' })
  expect(new WindowMemory(join(dir, 'new')).values).toEqual({ a: '3', b: '2' })
})

test('two workbenches of one user keep what the other has written', async () => {
  const one = new WindowMemory(dir)
  const other = new WindowMemory(dir)
  await one.keep('a', '1')
  await other.keep('b', '2')
  await one.keep('c', '3')
  expect(new WindowMemory(dir).values).toEqual({ a: '1', b: '2', c: '3' })
})

test('the values changed longest ago are let go', async () => {
  const memory = new WindowMemory(dir)
  await memory.keep('first', '0')
  await Promise.all(Array.from({ length: 198 }, (_, index) => memory.keep(`n${index}`, 'x')))
  await memory.keep('first', '1')
  await memory.keep('new', '2')
  await memory.keep('newer', '3')
  const { values } = memory
  expect(Object.keys(values)).toHaveLength(200)
  expect(values).toMatchObject({ first: '1', new: '2', newer: '3' })
  expect(values['n0']).toBeUndefined()
})

test('a file of something else counts as empty', async () => {
  writeFileSync(join(dir, 'window.json'), '{"a": 1')
  const memory = new WindowMemory(dir)
  expect(memory.values).toEqual({})
  await memory.keep('a', '1')
  expect(memory.values).toEqual({ a: '1' })
})
