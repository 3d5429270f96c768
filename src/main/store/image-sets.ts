import type { ImageFilter } from '../../shared/domain'
import { imageFields, type FilterNode } from '../../shared/filter'
import { numbers, type ReadDb } from './connection'
import { compile, joinConditions, readFilter, type Condition } from './filter-sql'
import { eachImageLeaf, imageLeaf } from './image-filter'
import { markRows } from './mark-rows'
import { inAny, inBoth, markIds, notIn, type Marks } from './marks'
import { findFewWithPhrases, markPhrases } from './phrase-sets'

/**
 * What a filter admits: the ids themselves while they are few, and else a mark for each id, so that
 * sets of a million are joined in a millisecond, where SQLite would build an index of each.
 */

/** What is known of the present state of the library. */
export interface Known {
  newestId: number
  /** Marks of conditions that were looked for before, by their SQL and its parameters. */
  conditions: Map<string, Marks>
}

/** A part of a filter: as its text says, or a condition already. */
export type Part = FilterNode | Condition

/** What an image has to fit every one of for `filter` to admit it. Throws `filter.invalid`. */
export function partsOf({ text, split, state }: ImageFilter): Part[] {
  const parts: Part[] = []
  const node = text?.trim() ? readFilter(text, imageFields) : null
  if (node?.type === 'and') parts.push(...node.parts)
  else if (node) parts.push(node)
  if (split !== undefined) parts.push({ sql: 'image.split = ?', params: [split] })
  if (state !== undefined) parts.push({ sql: 'image.state = ?', params: [state] })
  return parts
}

const isPhrase = (part: Part): part is Extract<FilterNode, { type: 'phrase' }> =>
  'type' in part && part.type === 'phrase'
const phrasesOf = (parts: readonly Part[]) => parts.filter(isPhrase).map(({ text }) => text)
const othersOf = (parts: readonly Part[]) => parts.filter((part) => !isPhrase(part))

/** The images that fit every one of `parts`. */
function markParts(db: ReadDb, parts: readonly Part[], known: Known): Marks {
  const few = findFew(db, parts, known)
  return few ? markIds([few], known.newestId) : markAll(db, parts, known)
}

/** The images that fit every one of `parts`, where their words leave few of them; null elsewhere. */
export function findFew(db: ReadDb, parts: readonly Part[], { newestId }: Known): number[] | null {
  const phrases = phrasesOf(parts)
  const few = phrases.length > 0 ? findFewWithPhrases(db, phrases, newestId) : null
  return few && among(db, few, joinConditions('and', othersOf(parts).map(eachCondition)))
}

/** Marks the images that fit every one of `parts`. */
export function markAll(db: ReadDb, parts: readonly Part[], known: Known): Marks {
  const phrases = phrasesOf(parts)
  const marks = othersOf(parts).map((part) => markPart(db, part, known))
  if (phrases.length > 0) marks.unshift(markPhrases(db, phrases, known.newestId))
  return marks.length > 0 ? marks.reduce(inBoth) : markIds([], known.newestId)
}

const allCondition = (part: Part): Condition => ('type' in part ? compile(part, imageLeaf) : part)
/** The same for images that are looked at one by one. */
export const eachCondition = (part: Part): Condition =>
  'type' in part ? compile(part, eachImageLeaf) : part

/** Those of some images that fit an `eachCondition`. */
export function among(db: ReadDb, ids: readonly number[], { sql, params }: Condition): number[] {
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
        return markParts(db, part.parts, known)
      case 'or':
        return part.parts.map((each) => markPart(db, each, known)).reduce(inAny)
      case 'not':
        return notIn(markPart(db, part.part, known))
      case 'phrase':
        return markParts(db, [part], known)
    }
  }
  return markCondition(db, allCondition(part), known)
}

/** Conditions kept for the next filter that has them too, such as one of the form's fields. */
const MOST_CONDITIONS = 12

function markCondition(db: ReadDb, { sql, params }: Condition, known: Known): Marks {
  const { newestId, conditions } = known
  const key = JSON.stringify([sql, params])
  let marks = conditions.get(key)
  if (!marks) {
    marks = markIds([], newestId)
    markRows(db, marks, `SELECT image.id AS id FROM image WHERE ${sql}`, ...params)
  }
  if (conditions.size >= MOST_CONDITIONS) conditions.clear()
  conditions.set(key, marks)
  return marks
}
