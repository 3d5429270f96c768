import type { Reassignment } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { all, get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import { giveOut, type Slot, type Taker } from './give-out'
import { addMembers, requireWorkList } from './work-lists'

/** Whether somebody can be given work, by name. */
export type IsActive = (name: string) => boolean

/**
 * Gives what waits in the pools of lists to members who had it not yet, and takes back what is open for
 * people who cannot work any more. To be called before somebody is told what is theirs.
 */
export function settlePools(db: WriteDb, isActive: IsActive): void {
  const gone = all<{ person: string }>(
    db,
    `SELECT DISTINCT person FROM work_member JOIN work_list ON work_list.id = list_id
     WHERE closed_at IS NULL`
  ).filter(({ person }) => !isActive(person) && hasOpen(db, person))
  const waiting = all<{ id: number }>(
    db,
    `SELECT DISTINCT list_id AS id FROM assignment JOIN work_list ON work_list.id = list_id
     WHERE person IS NULL AND closed_at IS NULL`
  )
  if (gone.length === 0 && waiting.length === 0) return
  transaction(db, () => {
    for (const { person } of gone) {
      run(db, "UPDATE assignment SET person = NULL WHERE person = ? AND state = 'open'", person)
    }
    const lists = gone.length > 0 ? openLists(db) : waiting
    for (const { id } of lists) settlePool(db, id, isActive)
  })
}

const hasOpen = (db: ReadDb, person: string): boolean =>
  get(db, "SELECT 1 FROM assignment WHERE person = ? AND state = 'open' LIMIT 1", person) !==
  undefined

const openLists = (db: ReadDb) =>
  all<{ id: number }>(db, 'SELECT id FROM work_list WHERE closed_at IS NULL')

/** Gives what waits in the pool of a list to those of its members who had it not yet. */
function settlePool(db: WriteDb, list: number, isActive: IsActive): void {
  const members = all<{ person: string }>(
    db,
    'SELECT person FROM work_member WHERE list_id = ? ORDER BY person',
    list
  ).filter(({ person }) => isActive(person))
  handOut(
    db,
    list,
    members.map(({ person }) => person)
  )
}

/**
 * Gives up an image: it goes to another member of the list who had it not yet and has fewest open, and
 * to the pool where there is none.
 */
export function skipAssignment(
  db: WriteDb,
  { person, imageId }: { person: string; imageId: number },
  isActive: IsActive
): void {
  transaction(db, () => {
    const skipped = all<{ id: number; list: number }>(
      db,
      `SELECT assignment.id, list_id AS list FROM assignment JOIN work_list ON work_list.id = list_id
       WHERE person = ? AND image_id = ? AND state = 'open' AND closed_at IS NULL`,
      person,
      imageId
    )
    for (const { id, list } of skipped) {
      run(db, "UPDATE assignment SET state = 'skipped' WHERE id = ?", id)
      returnToPool(db, { list, imageId })
      settlePool(db, list, isActive)
    }
  })
}

/** Lets an image of a list that somebody gave up wait for another member. */
export function returnToPool(
  db: WriteDb,
  { list, imageId }: { list: number; imageId: number }
): void {
  const sql = "INSERT INTO assignment (list_id, image_id, state) VALUES (?, ?, 'open')"
  run(db, sql, list, imageId)
}

/**
 * Gives what is open to other people, who become members of the list; who has to give it up is one no
 * longer, unless they are among those it goes to. Throws `entity.not-found`, and `assignment.closed`
 * for a list that is closed.
 */
export function reassign(db: WriteDb, { id, from, to }: Reassignment): void {
  transaction(db, () => {
    const { closedAt, name } = requireWorkList(db, id)
    if (closedAt !== null) throw new AppError('assignment.closed', { name })
    addMembers(db, id, to)
    run(
      db,
      `UPDATE assignment SET person = NULL WHERE list_id = :id AND state = 'open'
         AND (:from IS NULL OR person IN (SELECT value FROM json_each(:from)))`,
      { id, from: from && JSON.stringify(from) }
    )
    run(
      db,
      `DELETE FROM work_member WHERE list_id = :id
         AND person NOT IN (SELECT value FROM json_each(:to))
         AND (:from IS NULL OR person IN (SELECT value FROM json_each(:from)))`,
      { id, from: from && JSON.stringify(from), to: JSON.stringify(to) }
    )
    handOut(db, id, to)
  })
}

/** Gives what is in a list's pool to some people. */
function handOut(db: WriteDb, list: number, people: readonly string[]): void {
  const slots = poolOf(db, list)
  if (slots.length === 0 || people.length === 0) return
  const { seed } = requireWorkList(db, list)
  const takers = people.map((name): Taker => ({ name, load: openOf(db, list, name), limit: null }))
  // Drawn anew each time: nobody is always the first among equals.
  const index = get<{ last: number }>(db, 'SELECT max(id) AS last FROM assignment')?.last ?? 0
  for (const [at, { person }] of giveOut(slots, takers, seed, index).entries()) {
    const id = slots[at]?.id ?? 0
    if (person !== null) run(db, 'UPDATE assignment SET person = ? WHERE id = ?', person, id)
  }
}

/** What waits in a list's pool, with who has or had the same image. */
function poolOf(db: ReadDb, list: number): (Slot & { id: number })[] {
  const had = new Map<number, Set<string>>()
  return all<{ id: number; imageId: number; known: string }>(
    db,
    `SELECT id, image_id AS imageId,
       (SELECT json_group_array(person) FROM assignment AS other
        WHERE other.list_id = pool.list_id AND other.image_id = pool.image_id
          AND person IS NOT NULL) AS known
     FROM assignment AS pool WHERE list_id = ? AND person IS NULL ORDER BY id`,
    list
  ).map(({ id, imageId, known }) => {
    const not = had.get(imageId) ?? new Set(JSON.parse(known) as string[])
    had.set(imageId, not)
    return { id, imageId, people: 1, not }
  })
}

const openOf = (db: ReadDb, list: number, person: string): number =>
  get<{ n: number }>(
    db,
    "SELECT count(*) AS n FROM assignment WHERE list_id = ? AND person = ? AND state = 'open'",
    list,
    person
  )?.n ?? 0
