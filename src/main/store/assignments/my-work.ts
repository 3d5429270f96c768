import type { AssignmentState, MyWork } from '../../../shared/domain'
import { all, get, run, type ReadDb, type WriteDb } from '../core/connection'

const OF_OPEN_LIST = 'list_id IN (SELECT id FROM work_list WHERE closed_at IS NULL)'

/** What is given to a person, in lists that are not closed, the oldest first. */
export function workOf(db: ReadDb, person: string): MyWork {
  const lists = all<MyWork['lists'][number]>(
    db,
    `SELECT work_list.id, work_list.name, total(assignment.state = 'open') AS open,
       total(assignment.state = 'done') AS done, total(assignment.state = 'skipped') AS skipped
     FROM assignment
     JOIN work_list ON work_list.id = list_id
     JOIN image ON image.id = image_id
     WHERE person = ? AND closed_at IS NULL GROUP BY work_list.id ORDER BY work_list.id`,
    person
  )
  const sum = (state: 'open' | 'done') => lists.reduce((total, list) => total + list[state], 0)
  return { open: sum('open'), done: sum('done'), lists }
}

/**
 * The image that is open for a person behind another one, list by list and by name, from the first one
 * again behind the last; null when none is open but that one.
 */
export function nextOf(
  db: ReadDb,
  { person, after }: { person: string; after: number | null }
): number | null {
  const place = `SELECT list_id, sort_key, image.id AS id FROM assignment
    JOIN image ON image.id = image_id WHERE person = :person`
  const open = `SELECT * FROM (${place} AND assignment.state = 'open' AND ${OF_OPEN_LIST})
    WHERE id IS NOT :after`
  const order = 'ORDER BY list_id, sort_key, id LIMIT 1'
  const from = get<{ list_id: number; sort_key: string; id: number }>(
    db,
    `${place} AND image.id = :after AND ${OF_OPEN_LIST} ORDER BY list_id LIMIT 1`,
    { person, after }
  )
  const behind =
    from &&
    get<{ id: number }>(db, `${open} AND (list_id, sort_key, id) > (:list, :key, :at) ${order}`, {
      person,
      after,
      list: from.list_id,
      key: from.sort_key,
      at: from.id
    })
  return (behind ?? get<{ id: number }>(db, `${open} ${order}`, { person, after }))?.id ?? null
}

/**
 * How far a person is with an image that was given to them in a list that is not closed: `open` where it
 * is so in any; null where it was not.
 */
export const stateOf = (
  db: ReadDb,
  { person, imageId }: { person: string; imageId: number }
): AssignmentState | null =>
  get<{ state: AssignmentState }>(
    db,
    `SELECT state FROM assignment WHERE person = ? AND image_id = ? AND ${OF_OPEN_LIST}
     ORDER BY state = 'open' DESC, state = 'done' DESC LIMIT 1`,
    person,
    imageId
  )?.state ?? null

/** A person says that they have done an image, or that they have not. */
export function markAssignment(
  db: WriteDb,
  { person, imageId, state }: { person: string; imageId: number; state: 'open' | 'done' }
): void {
  run(
    db,
    `UPDATE assignment SET state = :state, done_at = :at, done_group = NULL
     WHERE person = :person AND image_id = :imageId AND state = :before AND ${OF_OPEN_LIST}`,
    {
      ...{ person, imageId, state },
      before: state === 'done' ? 'open' : 'done',
      at: state === 'done' ? Date.now() : null
    }
  )
}
