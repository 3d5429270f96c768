import type { ImageFilter } from '../../shared/domain'
import { imageFields, type FilterNode } from '../../shared/filter'
import { numbers, type ReadDb } from './connection'
import { compile, joinConditions, readFilter, type Condition } from './filter-sql'
import { imageLeaf } from './image-filter'
import { inAny, inBoth, markIds, notIn, type Marks } from './marks'
import { findPhrases } from './phrase-sets'

/**
 * What a filter admits, as the ids themselves while they are few and else as a mark for each id: so
 * that sets of a million are joined in a millisecond, where SQLite would build an index of each.
 */
export type ImageSet = { few: readonly number[] } | { marks: Marks }

/** What is known of the present state of the library. */
export interface Known {
  newestId: number
  /** Marks of conditions that were looked for before, by their SQL and its parameters. */
  conditions: Map<string, Marks>
}

/** The images that `filter` admits; null for all. Throws `filter.invalid`. */
export function findImages(
  db: ReadDb,
  { text, split, state }: ImageFilter,
  known: Known
): ImageSet | null {
  const parts: Part[] = []
  const node = text?.trim() ? readFilter(text, imageFields) : null
  if (node?.type === 'and') parts.push(...node.parts)
  else if (node) parts.push(node)
  if (split !== undefined) parts.push({ sql: 'image.split = ?', params: [split] })
  if (state !== undefined) parts.push({ sql: 'image.state = ?', params: [state] })
  return parts.length > 0 ? findAll(db, parts, known) : null
}

/** A part of a filter: as its text says, or a condition already. */
type Part = FilterNode | Condition

const isPhrase = (part: Part): part is Extract<FilterNode, { type: 'phrase' }> =>
  'type' in part && part.type === 'phrase'
const conditionOf = (part: Part): Condition => ('type' in part ? compile(part, imageLeaf) : part)

/** The images that fit every one of `parts`. */
function findAll(db: ReadDb, parts: readonly Part[], known: Known): ImageSet {
  const phrases = parts.filter(isPhrase).map(({ text }) => text)
  const others = parts.filter((part) => !isPhrase(part))
  let found = phrases.length > 0 ? findPhrases(db, phrases, known.newestId) : null
  if (found && 'few' in found) {
    const { sql, params } = joinConditions('and', others.map(conditionOf))
    return { few: among(db, found.few, { sql, params }) }
  }
  for (const part of others) {
    const next = markPart(db, part, known)
    found = found ? { marks: inBoth(found.marks, next) } : { marks: next }
  }
  return found ?? { few: [] }
}

/** Those of some images that fit a condition. */
function among(db: ReadDb, ids: readonly number[], { sql, params }: Condition): number[] {
  return numbers(
    db,
    `SELECT image.id FROM json_each(?) AS some CROSS JOIN image ON image.id = some.value
     WHERE ${sql}`,
    JSON.stringify(ids),
    ...params
  )
}

function markPart(db: ReadDb, part: Part, known: Known): Marks {
  if ('type' in part) {
    switch (part.type) {
      case 'and':
        return marksOf(findAll(db, part.parts, known), known)
      case 'or':
        return part.parts.map((each) => markPart(db, each, known)).reduce(inAny)
      case 'not':
        return notIn(markPart(db, part.part, known))
      case 'phrase':
        return marksOf(findPhrases(db, [part.text], known.newestId), known)
    }
  }
  return markCondition(db, conditionOf(part), known)
}

/** Conditions kept for the next filter that has them too, such as one of the form's fields. */
const MOST_CONDITIONS = 12

function markCondition(db: ReadDb, { sql, params }: Condition, known: Known): Marks {
  const { newestId, conditions } = known
  const key = JSON.stringify([sql, params])
  const ids = () => numbers(db, `SELECT image.id FROM image WHERE ${sql}`, ...params)
  const marks = conditions.get(key) ?? markIds([ids()], newestId)
  if (conditions.size >= MOST_CONDITIONS) conditions.clear()
  conditions.set(key, marks)
  return marks
}

const marksOf = (set: ImageSet, { newestId }: Known): Marks =>
  'few' in set ? markIds([set.few], newestId) : set.marks
