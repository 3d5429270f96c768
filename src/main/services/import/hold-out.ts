import { createHash } from 'node:crypto'
import { mapInTurns } from './in-turns'

/**
 * Chooses the share `fraction` of the distinct `keys` for validation: those that come first in the
 * order of SHA-256 over seed and key. So the choice depends on the keys and the seed and not on
 * the order of the file. Where two or more keys are there, each side gets at least one.
 */
export async function holdOut(
  keys: Iterable<string>,
  fraction: number,
  seed: number
): Promise<Set<string>> {
  const distinct = [...new Set(keys)]
  if (fraction <= 0 || distinct.length < 2) return new Set()
  const count = Math.min(Math.max(Math.round(distinct.length * fraction), 1), distinct.length - 1)
  const ranked = await mapInTurns(distinct, (key) => ({
    key,
    rank: createHash('sha256').update(`${seed}\n${key}`).digest('hex')
  }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return new Set(ranked.slice(0, count).map(({ key }) => key))
}
