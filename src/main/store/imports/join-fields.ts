import { parseExact } from '../../base/exact-json'

/** What a file says of a record beyond what the library knows, by name; numbers as it writes them. */
export type ExtraFields = Record<string, unknown>

/**
 * Further fields of two records of one thing, as JSON: all of the first, and those of the second
 * that the first has not. `differing` names those that the second gives another value.
 */
export function joinFields(
  first: string | null,
  second: string | null
): { fields: string | null; differing: string[] } {
  if (first === null || second === null || first === second) {
    return { fields: first ?? second, differing: [] }
  }
  const kept = new Map(Object.entries(parseExact(first) as ExtraFields))
  const differing: string[] = []
  for (const [name, value] of Object.entries(parseExact(second) as ExtraFields)) {
    if (!kept.has(name)) kept.set(name, value)
    else if (JSON.stringify(kept.get(name)) !== JSON.stringify(value)) differing.push(name)
  }
  return { fields: JSON.stringify(Object.fromEntries(kept)), differing }
}
