import { fieldsOf, recordsAmong, type Fields } from '../read/json-look'

/** The objects of a list; none where it is no list. */
export const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? recordsAmong(value) : []

/** A text, or the texts of a list; none for anything else. */
export const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

/** Who a file names: by a text or number, or by what stands in an object for a person. */
export function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value === 'number') return String(value)
  const person = fieldsOf(value)
  if (!person) return null
  return ['email', 'username', 'name', 'id'].reduce<string | null>(
    (found, field) => found ?? nameIn(person[field]),
    null
  )
}
