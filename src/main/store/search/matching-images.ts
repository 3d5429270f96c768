import type { FilterNode } from '../../../shared/filter'
import { numbers, value, viewerOf, type ReadDb, type SqlParam } from '../core/connection'
import { imageLeaf, IN_NAME, IN_TEXT } from './image-filter'
import { nameQuery, phraseQuery } from './search-text'

/** A mark, 0 or 1, for each id of an image: sets of a million are joined in a millisecond. */
export type Marks = Uint8Array

/**
 * Marks the images that a filter admits, of ids below `size`: SQLite finds those of each part by its
 * index, and the sets are joined here. In one query SQLite would build an index of each set, which
 * takes three times as long.
 */
export function markMatching(db: ReadDb, node: FilterNode, size: number): Marks {
  switch (node.type) {
    case 'and':
      return markAll(db, node.parts, size)
    case 'or':
      return join(
        node.parts.map((part) => markMatching(db, part, size)),
        (one, other) => one | other
      )
    case 'not':
      // Also ids that no image has are marked: who lists walks over images alone.
      return markMatching(db, node.part, size).map((mark) => 1 - mark)
    default: {
      const { sql, ids, params } = imageLeaf(node, viewerOf(db))
      return markFound(db, size, ids ?? `SELECT image.id AS id FROM image WHERE ${sql}`, ...params)
    }
  }
}

/** Words that are searched for in captions alone are one query: the index itself joins them. */
function markAll(db: ReadDb, parts: readonly FilterNode[], size: number): Marks {
  const queries: string[] = []
  const others: FilterNode[] = []
  for (const part of parts) {
    const query = part.type === 'phrase' ? inTextAlone(db, part.text) : null
    if (query === null) others.push(part)
    else queries.push(`(${query})`)
  }
  const marks = others.map((part) => markMatching(db, part, size))
  if (queries.length > 0) marks.push(markFound(db, size, IN_TEXT, queries.join(' AND ')))
  return join(marks, (one, other) => one & other)
}

/** The query of a phrase that the text index alone answers, since no image is called by it; null else. */
function inTextAlone(db: ReadDb, phrase: string): string | null {
  if (viewerOf(db)) return null
  const text = phraseQuery(phrase)
  const name = nameQuery(phrase)
  if (text?.sure !== null || name === null) return null
  const named = value<number>(db, `SELECT EXISTS (${IN_NAME})`, name)
  return named === 1 ? null : text.query
}

function markFound(db: ReadDb, size: number, sql: string, ...params: SqlParam[]): Marks {
  const marks = new Uint8Array(size)
  for (const id of numbers(db, sql, ...params)) marks[id] = 1
  return marks
}

function join(sets: readonly Marks[], of: (one: number, other: number) => number): Marks {
  return sets.reduce((one, other) => one.map((mark, id) => of(mark, other[id] ?? 0)))
}
