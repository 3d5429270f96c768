import { describe, expect, it } from 'vitest'
import { JsonElements, JsonFileError, type JsonElement } from './json-elements'

/** The elements of `text`, given to the reader in pieces of `size` characters. */
function readAll(text: string, size: number): JsonElement[] {
  const elements = new JsonElements()
  const found: JsonElement[] = []
  for (let at = 0; at < text.length; at += size) {
    found.push(...elements.push(text.slice(at, at + size)))
  }
  elements.end()
  return found
}

type Found = Pick<JsonElement, 'key' | 'index' | 'value'>

/** {@link readAll} without lines; throws where one is refused. */
const read = (text: string, size: number): Found[] =>
  readAll(text, size).map(({ key, index, value, fault }) => {
    if (fault) throw new JsonFileError(false, 0, fault.reason)
    return { key, index, value }
  })

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
    const wanted = Object.entries(object).flatMap<Found>(([key, value]) =>
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
  '[,1]',
  '[1 2]',
  '[1]]',
  '[1]x',
  '{',
  '{"a"',
  '{"a":}',
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
  for (const size of [1, 100]) expect(() => read(text, size)).toThrow(JsonFileError)
})

it('takes what JSON.parse takes of mutated texts, and beyond it a comma before the end', () => {
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
      if (/,\s*]$/.test(mutated)) continue
      expect(() => read(mutated, 5)).toThrow(JsonFileError)
      continue
    }
    if (!Array.isArray(wanted)) continue
    taken += 1
    expect(read(mutated, 5).map(({ value }) => value)).toEqual(wanted)
  }
  expect(taken).toBeGreaterThan(50)
})

it('passes over an element beyond its bound, and goes on behind it', () => {
  const elements = new JsonElements()
  const found = elements.push('[{"a":1},\n"')
  const piece = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 20; i += 1) found.push(...elements.push(`${piece}\\n`))
  found.push(...elements.push('",\n{"b":2}]'))
  elements.end()
  expect(found.map(({ value, fault, line }) => fault?.reason ?? [value, line])).toEqual([
    [{ a: 1 }, 1],
    'record-too-long',
    [{ b: 2 }, 3]
  ])
})

it.each([
  ['[{"a":1},{"x":{"b":[1,NaN]}},{"c":3}]', 'json-value', 'x.b.1'],
  ['[{"a":1},{"x":-Infinity},{"c":3}]', 'json-value', 'x'],
  ['[{"a":1},{"x":01},{"c":3}]', 'json-value', 'x'],
  ['[{"a":1},{"x":1,},{"c":3}]', 'json-comma', 'x'],
  ['[{"a":1},{"x":1 "y":2},{"c":3}]', 'json-comma', 'x'],
  ['[{"a":1},{"x":\'y\'},{"c":3}]', 'json-quotes', 'x'],
  ['[{"a":1},{"x":1, /* y */ "z":2},{"c":3}]', 'json-comment', 'x'],
  ['[{"a":1},{"x":"two\nlines"},{"c":3}]', 'json-control', 'x'],
  ['[{"a":1},{"x":"C:\\Users"},{"c":3}]', 'json-escape', 'x'],
  [`[{"a":1},{"x":${'['.repeat(2000)}${']'.repeat(2000)}},{"c":3}]`, 'json-deep', null]
])('of %j only the record with the fault is lost', (text, reason, field) => {
  for (const size of [1, 7, 5000]) {
    const found = readAll(text, size)
    expect(found.map(({ value }) => value)).toEqual([{ a: 1 }, undefined, { c: 3 }])
    expect(found[1]?.fault).toMatchObject({ reason, field })
  }
})

it('reads over comments and a comma between records, and knows the lines', () => {
  const text = '// list\n[{"a":1} /* x, ] ** */,\n\n{"b":\n2},\n{"c":3},\n]\n// end'
  for (const size of [1, 3, 1000]) {
    expect(readAll(text, size).map(({ value, line }) => [value, line])).toEqual([
      [{ a: 1 }, 2],
      [{ b: 2 }, 4],
      [{ c: 3 }, 6]
    ])
  }
})

it('says on which line a file is no JSON, and whether it was cut short', () => {
  const failure = (text: string) => {
    try {
      readAll(text, 4)
    } catch (error) {
      return error
    }
    return null
  }
  expect(failure('[1,\n2\n3]')).toMatchObject({ cut: false, line: 3, found: '3' })
  expect(failure('[1,\n{"a":')).toMatchObject({ cut: true, line: 2 })
})
