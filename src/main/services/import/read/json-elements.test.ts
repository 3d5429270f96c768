import { describe, expect, it } from 'vitest'
import { JsonElements, type JsonElement } from './json-elements'

/** The elements of `text`, given to the reader in pieces of `size` characters. */
function read(text: string, size: number): JsonElement[] {
  const elements = new JsonElements()
  const found: JsonElement[] = []
  for (let at = 0; at < text.length; at += size) {
    found.push(...elements.push(text.slice(at, at + size)))
  }
  elements.end()
  return found
}

const lists = [
  [],
  [1, 'hai', null, true, -1.5e3],
  [{ a: [1, { b: '"]}\\"' }] }, [[]], ''],
  ['\\', '\\\\"', 'ngoặc ] và , trong chuỗi']
]
const objects = [
  {},
  { info: { a: 1 }, images: [{ id: 1 }, { id: '2' }], none: [], last: 3 },
  { 'khóa "lạ"': ['x'], nested: [[1, 2], { a: [] }] }
]

describe.each([1, 2, 3, 7, 1000])('in pieces of %i characters', (size) => {
  it.each(lists)('a list %# gives its elements', (...list) => {
    for (const space of [0, 2]) {
      const found = read(JSON.stringify(list, null, space), size)
      expect(found).toEqual(list.map((value, index) => ({ key: null, index, value })))
    }
  })

  it.each(objects)('an object %# gives its members, and of lists their elements', (object) => {
    const wanted = Object.entries(object).flatMap<JsonElement>(([key, value]) =>
      Array.isArray(value)
        ? value.map((element: unknown, index) => ({ key, index, value: element }))
        : [{ key, index: null, value }]
    )
    expect(read(JSON.stringify(object, null, 1), size)).toEqual(wanted)
  })
})

it.each([
  '',
  '[',
  '[1',
  '[1,',
  '[1,]',
  '[,1]',
  '[1 2]',
  '[1]]',
  '[1]x',
  '{',
  '{"a"',
  '{"a":}',
  '{"a":1,}',
  '{a:1}',
  '{"a" 1}',
  '{"a":[1}',
  '[01]',
  '[tru]',
  '["a]',
  '["\n"]',
  '[{"a":1]',
  '[{]}]',
  '1',
  '"a"',
  'null',
  '[1][2]',
  '{"a":[1]]',
  '[:]'
])('refuses %j, as JSON.parse would or for want of a list', (text) => {
  for (const size of [1, 100]) expect(() => read(text, size)).toThrow(SyntaxError)
})

it('takes what JSON.parse takes of mutated texts, and nothing else', () => {
  const text = JSON.stringify([{ a: 'x,"]' }, [1, 2], 'é', null])
  const alphabet = '[]{},:"\\ 1ae'
  let state = 1
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
  let taken = 0
  for (let round = 0; round < 3000; round += 1) {
    const at = next(text.length)
    const mutated =
      text.slice(0, at) + (alphabet[next(alphabet.length)] ?? '') + text.slice(at + next(2))
    let wanted: unknown = null
    try {
      wanted = JSON.parse(mutated)
    } catch {
      expect(() => read(mutated, 5)).toThrow(SyntaxError)
      continue
    }
    if (!Array.isArray(wanted)) continue
    taken += 1
    expect(read(mutated, 5).map(({ value }) => value)).toEqual(wanted)
  }
  expect(taken).toBeGreaterThan(50)
})

it('holds no element beyond its bound', () => {
  const elements = new JsonElements()
  elements.push('["')
  const piece = 'x'.repeat(1024 * 1024)
  expect(() => {
    for (let i = 0; i < 20; i += 1) elements.push(piece)
  }).toThrow(/more than/)
})
