import * as v from 'valibot'

/** A path in a value, and a way to put another one in its place. */
export interface PathPlace {
  path: string
  put(path: string): void
}

/** Gives the paths in what `holder` has under `key`, which its schema has admitted. */
type FindPaths = (holder: Record<string, unknown>, key: string) => PathPlace[]

/** What is looked into of the kinds of schemas that inputs are made of. */
type Schema =
  | { type: 'string' | 'number' | 'boolean' | 'literal' | 'picklist' }
  | { type: 'object'; entries: Record<string, v.GenericSchema> }
  | { type: 'tuple'; items: v.GenericSchema[] }
  | { type: 'optional' | 'nullable'; wrapped: v.GenericSchema }
  | { type: 'array'; item: v.GenericSchema }
  | { type: 'record'; value: v.GenericSchema }
  | { type: 'variant' | 'union'; options: v.GenericSchema[] }

/** What a text leads to: a place on the disk of the workbench, or a server that it is to ask. */
export type Mark = 'isPath' | 'isServer'

/**
 * How to find the paths in the values of `schema`: their texts that are marked by `isPath`, or by
 * another mark, wherever they stand. Null where there can be none. Throws for a kind of schema that it
 * does not know, so that no path goes unseen.
 */
export function pathFinder(
  schema: v.GenericSchema,
  mark: Mark = 'isPath'
): ((value: unknown) => PathPlace[]) | null {
  const find = finder(schema, mark)
  return find && ((value) => find({ value }, 'value'))
}

function finder(schema: v.GenericSchema, mark: Mark): FindPaths | null {
  const kind = schema as Schema
  const partFinder = (part: v.GenericSchema) => finder(part, mark)
  switch (kind.type) {
    case 'string':
      return v.getMetadata(schema)[mark] === true ? placeOf : null
    case 'number':
    case 'boolean':
    case 'literal':
    case 'picklist':
      return null
    case 'object':
    case 'tuple':
      return joined(
        Object.entries(kind.type === 'tuple' ? kind.items : kind.entries).map(([key, entry]) =>
          within(partFinder(entry), () => [key])
        )
      )
    case 'optional':
    case 'nullable':
      return present(partFinder(kind.wrapped))
    case 'array':
      return within(partFinder(kind.item), Object.keys)
    case 'record':
      return within(partFinder(kind.value), Object.keys)
    case 'variant':
    case 'union':
      return joined(
        kind.options.map((option) => {
          const find = partFinder(option)
          return find && ((holder, key) => (v.is(option, holder[key]) ? find(holder, key) : []))
        })
      )
    default:
      throw new Error(`paths are not looked for in a schema of type ${schema.type}`)
  }
}

const placeOf: FindPaths = (holder, key) => [
  { path: String(holder[key]), put: (path) => (holder[key] = path) }
]

/** `find` where there is something. */
function present(find: FindPaths | null): FindPaths | null {
  return find && ((holder, key) => ((holder[key] ?? null) === null ? [] : find(holder, key)))
}

/** `find` in each of the parts of a value that are there. */
function within(find: FindPaths | null, keysOf: (value: object) => string[]): FindPaths | null {
  const inPart = present(find)
  if (!inPart) return null
  return (holder, key) => {
    const value = holder[key] as Record<string, unknown>
    return keysOf(value).flatMap((part) => inPart(value, part))
  }
}

function joined(finders: readonly (FindPaths | null)[]): FindPaths | null {
  const some = finders.filter((find) => find !== null)
  return some.length === 0 ? null : (holder, key) => some.flatMap((find) => find(holder, key))
}
