import * as v from 'valibot'
import { expect, it } from 'vitest'
import { contract } from '../contract'
import { Path } from './bounds'
import { CaptioningParams } from './captioning'
import { pathFinder } from './paths-in'

it('finds paths wherever they stand, and nothing else', () => {
  const schema = v.object({
    path: v.pipe(Path, v.maxLength(100)),
    other: v.optional(v.nullable(Path), null),
    list: v.array(v.object({ file: Path, name: v.string() })),
    byName: v.record(v.string(), Path),
    absent: v.optional(Path),
    text: v.string()
  })
  const value = {
    path: '/a',
    other: '/b',
    list: [{ file: '/c', name: 'c' }],
    byName: { d: '/d' },
    text: '/e'
  }
  const places = pathFinder(schema)?.(value) ?? []
  expect(places.map(({ path }) => path)).toEqual(['/a', '/b', '/c', '/d'])
  for (const { path, put } of places) put(`/new${path}`)
  expect(value).toEqual({
    path: '/new/a',
    other: '/new/b',
    list: [{ file: '/new/c', name: 'c' }],
    byName: { d: '/new/d' },
    text: '/e'
  })
})

it('looks into the option that a value is of', () => {
  const find = pathFinder(CaptioningParams)
  expect(find?.({ source: { kind: 'list', path: '/list' } })).toMatchObject([{ path: '/list' }])
  expect(find?.({ source: { kind: 'images', selection: { ids: [1] } } })).toEqual([])
})

it('refuses a kind of schema that it cannot look into', () => {
  expect(() => pathFinder(v.object({ value: v.any() }))).toThrow('any')
})

interface Procedure {
  '~orpc': { inputSchema?: v.GenericSchema }
}

/** Every input of the contract by the name of its procedure. */
const inputs = Object.entries(contract).flatMap(([area, procedures]) =>
  Object.entries(procedures as Record<string, Procedure>).flatMap(([name, procedure]) => {
    const { inputSchema } = procedure['~orpc']
    return inputSchema ? [{ name: `${area}.${name}`, schema: inputSchema }] : []
  })
)

it.each(inputs)('can look into the input of $name', ({ schema }) => {
  pathFinder(schema)
})

it('marks every field of the contract that is named like a path', () => {
  const unmarked = inputs.flatMap(({ name, schema }) =>
    textFields(schema)
      .filter(({ key, schema: field }) => NAMED_LIKE_A_PATH.test(key) && !pathFinder(field))
      .map(({ key }) => `${name} ${key}`)
  )
  expect(unmarked).toEqual([])
})

const NAMED_LIKE_A_PATH = /^(path|file|folder|dir|sample|references)$|(Path|File|Folder|Dir)$/

interface Inside {
  entries?: Record<string, v.GenericSchema>
  wrapped?: v.GenericSchema
  item?: v.GenericSchema
  options?: v.GenericSchema[]
}

/** The text fields of the objects in a schema. */
function textFields(schema: v.GenericSchema): { key: string; schema: v.GenericSchema }[] {
  const { entries = {}, wrapped, item, options = [] } = schema as Inside
  const own = Object.entries(entries)
    .map(([key, entry]) => ({ key, schema: unwrap(entry) }))
    .filter((field) => field.schema.type === 'string')
  const further = [...Object.values(entries), wrapped, item, ...options]
  return [...own, ...further.flatMap((inner) => (inner instanceof Object ? textFields(inner) : []))]
}

function unwrap(schema: v.GenericSchema): v.GenericSchema {
  const { wrapped } = schema as Inside
  return wrapped ? unwrap(wrapped) : schema
}
