import type { Random } from './random'

/** What is looked at of a valibot schema; all of them have these where they have them at all. */
export interface Schema {
  type: string
  pipe?: readonly { type: string; requirement?: unknown }[]
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  wrapped?: Schema
  item?: Schema
  items?: readonly Schema[]
  key?: Schema | string
  value?: Schema
  literal?: unknown
}

/** Values of the world that a library and its folder have, by what a field is called. */
export interface World {
  /** Texts for a field of this name. */
  texts(field: string): readonly string[]
  /** Ids that exist, for a field of this name. */
  ids(field: string): readonly number[]
}

/** A value that the schema takes, mostly, and that the library may know. */
export function fittingValue(schema: Schema, random: Random, world: World, field: string): unknown {
  const inside = (next: Schema, name = field) => fittingValue(next, random, world, name)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.entries ?? {})
          .filter(([, entry]) => entry.type !== 'optional' || random.chance(0.5))
          .map(([name, entry]) => [name, inside(entry, name)])
      )
    case 'optional':
    case 'fallback':
      return inside(wrappedOf(schema))
    case 'nullable':
    case 'nullish':
      return random.chance(0.3) ? null : inside(wrappedOf(schema))
    case 'array':
      return Array.from({ length: random.below(4) }, () => inside(itemOf(schema)))
    case 'tuple':
      return (schema.items ?? []).map((item) => inside(item))
    case 'union':
    case 'variant':
      return inside(random.of(schema.options ?? []) as Schema)
    case 'picklist':
      return random.of(schema.options ?? [])
    case 'literal':
      return schema.literal
    case 'boolean':
      return random.chance(0.5)
    case 'record':
      return random.chance(0.5) ? {} : { help: inside(valueOf(schema)) }
    case 'number':
      return fittingNumber(schema, random, world.ids(field))
    case 'string':
      return random.of(world.texts(field))
    default:
      throw new Error(`the fuzz knows no schema of type ${schema.type}`)
  }
}

const wrappedOf = (schema: Schema): Schema => required(schema.wrapped)
const itemOf = (schema: Schema): Schema => required(schema.item)
const valueOf = (schema: Schema): Schema => required(schema.value)

function required<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the schema lacks a part of its kind')
  return part
}

function fittingNumber(schema: Schema, random: Random, ids: readonly number[]): number {
  const bound = (...types: string[]) =>
    schema.pipe?.find(({ type }) => types.includes(type))?.requirement as number | undefined
  const least = bound('min_value', 'gt_value') ?? -1
  const most = bound('max_value', 'lt_value') ?? Number.MAX_SAFE_INTEGER
  const whole = schema.pipe?.some(({ type }) => type === 'integer') ?? false
  const usual = [1, 2, 5, 100, ...ids, ...ids, ...(whole ? [] : [0.5, 0.9])]
  const within = usual.filter((number) => number >= least && number <= most)
  return random.of([least, most, ...within, ...within])
}

/** The input with one field, or the whole, replaced by what `value` makes of what is there. */
export function spoilt(
  input: unknown,
  random: Random,
  value: (before: unknown) => unknown
): unknown {
  const places: (readonly (string | number)[])[] = [[]]
  const walk = (part: unknown, path: readonly (string | number)[]) => {
    if (typeof part !== 'object' || part === null) return
    for (const key of Object.keys(part)) {
      const next = [...path, Array.isArray(part) ? Number(key) : key]
      places.push(next)
      walk((part as Record<string, unknown>)[key], next)
    }
  }
  walk(input, [])
  return replaced(input, random.of(places), value)
}

function replaced(
  part: unknown,
  [key, ...rest]: readonly (string | number)[],
  by: (before: unknown) => unknown
): unknown {
  if (key === undefined) return by(part)
  if (Array.isArray(part)) {
    return part.map((item, place) => (place === key ? replaced(item, rest, by) : item))
  }
  const object = part as Record<string, unknown>
  return { ...object, [key]: replaced(object[key], rest, by) }
}
