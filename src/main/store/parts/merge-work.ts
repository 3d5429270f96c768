import type { AssignmentState, MergeReport } from '../../../shared/domain'
import { returnToPool } from '../assignments/hand-over'
import { get, run, type ReadDb, type WriteDb } from '../core/connection'
import type { KnownPart } from './merge-part'

interface WorkChange {
  id: number
  before: AssignmentState
  now: AssignmentState
}

/** The work of the split whose state in the part is not what it was when the two were last the same. */
export function changedWork({ since, now }: Pick<KnownPart, 'since' | 'now'>): WorkChange[] {
  return Object.entries(since.work).flatMap(([id, before]) => {
    const state = now.work[id]
    return state === undefined || state === before ? [] : [{ id: Number(id), before, now: state }]
  })
}

/**
 * Takes over how far whoever has the part is with their work, where the library has it still as it was:
 * in a list that is open, and given to nobody else. Undoing `group` opens again what was done.
 */
export function mergeWork(
  db: WriteDb,
  part: ReadDb,
  { from, since, now }: KnownPart,
  group: number | null
): MergeReport['work'] {
  const report = { done: 0, skipped: 0, reopened: 0 }
  for (const { id, before, now: state } of changedWork({ since, now })) {
    const ours = get<{ list: number; imageId: number }>(
      db,
      `SELECT list_id AS list, image_id AS imageId FROM assignment
       WHERE id = ? AND person = ? AND state = ?
         AND list_id IN (SELECT id FROM work_list WHERE closed_at IS NULL)`,
      id,
      from.part,
      before
    )
    if (!ours) continue
    const theirs = get<{ at: number | null }>(
      part,
      'SELECT done_at AS at FROM assignment WHERE id = ?',
      id
    )
    run(
      db,
      'UPDATE assignment SET state = ?, done_at = ?, done_group = ? WHERE id = ?',
      state,
      theirs?.at ?? null,
      group,
      id
    )
    if (state === 'skipped') returnToPool(db, ours)
    report[state === 'open' ? 'reopened' : state] += 1
  }
  return report
}
