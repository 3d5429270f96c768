import type { WorkListWish } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { all, get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import { splitImages } from './give-out'

/** A list as its table holds it. */
export interface WorkListRow {
  id: number
  name: string
  filter: string
  seed: number
  madeBy: string | null
  createdAt: number
  closedAt: number | null
}

const FIELDS = `id, name, filter, seed, made_by AS madeBy, created_at AS createdAt,
  closed_at AS closedAt`

/** All lists, the newest first. */
export const workListRows = (db: ReadDb): WorkListRow[] =>
  all(db, `SELECT ${FIELDS} FROM work_list ORDER BY id DESC`)

/** Throws `entity.not-found`. */
export function requireWorkList(db: ReadDb, id: number): WorkListRow {
  const row = get<WorkListRow>(db, `SELECT ${FIELDS} FROM work_list WHERE id = ?`, id)
  if (!row) throw new AppError('entity.not-found', { entity: 'work list', id })
  return row
}

/**
 * Makes a list of images and splits it among people. Throws `assignment.name-taken`,
 * `assignment.no-images` and `assignment.too-few`.
 */
export function createWorkList(
  db: WriteDb,
  imageIds: readonly number[],
  wish: WorkListWish,
  madeBy: string | null
): number {
  const { name, filter, seed, people, overlap } = wish
  if (imageIds.length === 0) throw new AppError('assignment.no-images', { filter })
  const given = splitImages(imageIds, wish)
  const each = Math.min(overlap.people ?? Infinity, people.length)
  const shared = Math.min(overlap.images ?? Infinity, imageIds.length)
  const wanted = [...Map.groupBy(given, ({ imageId }) => imageId).values()]
  if (shared > 0 && wanted.filter((one) => one.length === each).length < shared) {
    throw new AppError('assignment.too-few', { images: shared, people: each })
  }
  return transaction(db, () => {
    if (get(db, 'SELECT id FROM work_list WHERE name = ?', name)) {
      throw new AppError('assignment.name-taken', { name })
    }
    const { lastId: id } = run(
      db,
      'INSERT INTO work_list (name, filter, seed, made_by, created_at) VALUES (?, ?, ?, ?, ?)',
      name,
      filter,
      seed,
      madeBy,
      Date.now()
    )
    addMembers(
      db,
      id,
      people.map((person) => person.name)
    )
    run(
      db,
      `INSERT INTO assignment (list_id, image_id, person, state)
       SELECT ?, value ->> 'imageId', value ->> 'person', 'open' FROM json_each(?) ORDER BY key`,
      id,
      JSON.stringify(given)
    )
    return id
  })
}

export function addMembers(db: WriteDb, list: number, people: readonly string[]): void {
  for (const person of people) {
    run(db, 'INSERT OR IGNORE INTO work_member (list_id, person) VALUES (?, ?)', list, person)
  }
}

/** Ends a list, whose images are nobody's any more, or takes it up again. Throws `entity.not-found`. */
export function setWorkListClosed(db: WriteDb, id: number, closed: boolean): void {
  const { closedAt } = requireWorkList(db, id)
  if ((closedAt !== null) === closed) return
  run(db, 'UPDATE work_list SET closed_at = ? WHERE id = ?', closed ? Date.now() : null, id)
}
