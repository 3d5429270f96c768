import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { AssignmentState } from '../../../shared/domain'
import { all, get, value, type ReadDb } from '../core/connection'

/**
 * The highest number that images, captions and revisions ever had: rows above it came later. And how far
 * somebody was with the work that was given to them, by the number of each assignment.
 */
export const Marks = v.object({
  image: v.number(),
  caption: v.number(),
  revision: v.number(),
  // Parts of earlier versions had no work lists.
  work: v.optional(v.record(v.string(), AssignmentState), {})
})
export type Marks = v.InferOutput<typeof Marks>

/** What a part knows of the library that it was split off. */
export const SplitFrom = v.object({
  /** The library's own id. */
  id: v.string(),
  name: v.string(),
  /** What the part is called, such as the name of who works on it. */
  part: v.string(),
  filter: v.string(),
  at: v.number(),
  marks: Marks,
  /** Of the library's last change by then: another library that has the same id lacks it. */
  fingerprint: v.string()
})
export type SplitFrom = v.InferOutput<typeof SplitFrom>

/** A library's id, and what it was split from, null for one that is no part. */
export function identityOf(db: ReadDb): { id: string; from: SplitFrom | null } {
  const row = get<{ id: string; split_from: string | null }>(
    db,
    'SELECT id, split_from FROM library_identity'
  )
  if (!row) throw new Error('this library has no identity')
  const from = row.split_from === null ? null : v.parse(SplitFrom, JSON.parse(row.split_from))
  return { id: row.id, from }
}

/** How far a library is, and `person` with their work. */
export function marksOf(db: ReadDb, person: string): Marks {
  const highest = (table: string): number =>
    value<number>(db, 'SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)', table)
  const given = all<{ id: number; state: AssignmentState }>(
    db,
    'SELECT id, state FROM assignment WHERE person = ?',
    person
  )
  return {
    ...{ image: highest('image'), caption: highest('caption'), revision: highest('revision') },
    work: Object.fromEntries(given.map(({ id, state }) => [id, state]))
  }
}

/** Stands for one change of a library and all about it; empty where there is no such change. */
export function fingerprintOf(db: ReadDb, revision: number): string {
  const row = get(
    db,
    `SELECT entity, entity_id, before, after, actor, at FROM revision
     JOIN change_group ON change_group.id = group_id WHERE revision.id = ?`,
    revision
  )
  return row ? createHash('sha256').update(JSON.stringify(row)).digest('hex') : ''
}
