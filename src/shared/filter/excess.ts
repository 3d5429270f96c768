import type { FilterError } from './nodes'
import type { Token } from './tokens'

/** Maximum number of conditions of a filter: each is searched for in the whole library. */
const MAX_TERMS = 200
/** Maximum number of brackets and minus signs inside each other. */
const MAX_DEPTH = 50
/** Longest words of one condition, in UTF-16 units. */
const LONGEST_PHRASE = 1000

/** Where a filter has more than anyone needs; null where it has not. */
export function findExcess(tokens: readonly Token[]): FilterError | null {
  let terms = 0
  let depth = 0
  /** Minus signs right before this token, and those before each open bracket. */
  let minuses = 0
  const outside: number[] = []
  for (const token of tokens) {
    const { type, start, end } = token
    const excess = (code: FilterError['code'], limit: number): FilterError => ({
      code,
      start,
      end,
      what: '',
      known: String(limit)
    })
    switch (type) {
      case 'not':
        minuses += 1
        depth += 1
        break
      case 'open':
        outside.push(minuses)
        minuses = 0
        depth += 1
        break
      case 'close':
        depth -= minuses + (outside.length > 0 ? 1 + (outside.pop() ?? 0) : 0)
        minuses = 0
        break
      default:
        depth -= minuses
        minuses = 0
        if (type !== 'or') terms += 1
        // A list of images is looked up at once, however long it is.
        const listed = token.type === 'field' && token.name.toLowerCase() === 'id'
        if (type !== 'or' && !listed && end - start > LONGEST_PHRASE) {
          return excess('phrase-too-long', LONGEST_PHRASE)
        }
    }
    if (depth > MAX_DEPTH) return excess('too-deep', MAX_DEPTH)
    if (terms > MAX_TERMS) return excess('too-many-terms', MAX_TERMS)
  }
  return null
}
