import type * as v from 'valibot'

type Standard<Schema extends v.GenericSchema> = Pick<Schema, '~standard'>

/**
 * A schema for objects that go to many readers: each object is checked for the first of them, and
 * all get the same result.
 */
export function checkedOnce<const Schema extends v.GenericSchema>(
  schema: Schema
): Standard<Schema> {
  const { validate } = schema['~standard']
  const known = new WeakMap<object, ReturnType<typeof validate>>()
  const checked: typeof validate = (value) => {
    if (typeof value !== 'object' || value === null) return validate(value)
    let result = known.get(value)
    if (!result) known.set(value, (result = validate(value)))
    return result
  }
  return { '~standard': { ...schema['~standard'], validate: checked } }
}
