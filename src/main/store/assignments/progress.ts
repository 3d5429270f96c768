import type { AssignmentState, WorkList, WorkProgress } from '../../../shared/domain'
import { all, value, type ReadDb } from '../core/connection'
import { workListRows, type WorkListRow } from './work-lists'

/** From here on the time between two images was a break, in milliseconds. */
const BREAK_MS = 15 * 60_000
/** Fewer times between images tell nothing of a person's pace. */
const LEAST_GAPS = 3
const HOUR_MS = 3_600_000

/** All lists with how far they are, the newest first. */
export const listWork = (db: ReadDb): WorkList[] =>
  workListRows(db).map((row) => progressOf(db, row))

/** A list with how far it is. `now` is in milliseconds since 1970. */
export function progressOf(db: ReadDb, row: WorkListRow, now = Date.now()): WorkList {
  const counts = all<{ person: string | null; state: AssignmentState; n: number }>(
    db,
    `SELECT person, assignment.state AS state, count(*) AS n
     FROM assignment JOIN image ON image.id = image_id
     WHERE list_id = ? GROUP BY person, assignment.state`,
    row.id
  )
  const done = all<{ person: string; at: number }>(
    db,
    `SELECT person, done_at AS at FROM assignment JOIN image ON image.id = image_id
     WHERE list_id = ? AND assignment.state = 'done' ORDER BY done_at`,
    row.id
  )
  const members = all<{ person: string }>(
    db,
    `SELECT person FROM work_member WHERE list_id = :id
     UNION SELECT person FROM assignment WHERE list_id = :id AND person IS NOT NULL ORDER BY person`,
    { id: row.id }
  )
  const times = Map.groupBy(done, ({ person }) => person)
  const people = members.map(({ person: name }): WorkProgress => {
    const count = (state: AssignmentState) =>
      counts.find((one) => one.person === name && one.state === state)?.n ?? 0
    const open = count('open')
    const ended = (times.get(name) ?? []).map(({ at }) => at)
    return {
      ...{ name, open, done: count('done'), skipped: count('skipped') },
      perHour: perHour(ended),
      expectedEnd: row.closedAt === null ? expectedEnd(ended, open, now) : null
    }
  })
  const ends = people.filter(({ open }) => open > 0).map((person) => person.expectedEnd)
  const known = ends.filter((end) => end !== null)
  return {
    ...row,
    images: value(
      db,
      `SELECT count(DISTINCT image_id) FROM assignment JOIN image ON image.id = image_id
       WHERE list_id = ?`,
      row.id
    ),
    pool: counts.find(({ person }) => person === null)?.n ?? 0,
    people,
    // Unknown while it is so of anybody who has something open.
    expectedEnd: known.length > 0 && known.length === ends.length ? Math.max(...known) : null
  }
}

/** Images in an hour of work, by the median time between two; `ended` ascends, in milliseconds. */
export function perHour(ended: readonly number[]): number | null {
  const gaps = ended
    .slice(1)
    .map((at, n) => at - (ended[n] ?? at))
    .filter((gap) => gap > 0 && gap < BREAK_MS)
    .sort((a, b) => a - b)
  if (gaps.length < LEAST_GAPS) return null
  const middle = gaps.length / 2
  const [low = 0, high = 0] = [gaps[Math.ceil(middle) - 1], gaps[Math.floor(middle)]]
  return HOUR_MS / ((low + high) / 2)
}

/** When `open` more are done, at the rate since the first one with all nights and breaks. */
export function expectedEnd(ended: readonly number[], open: number, now: number): number | null {
  const [first] = ended
  if (open === 0 || first === undefined || ended.length <= LEAST_GAPS) return null
  return Math.round(now + (open * (now - first)) / ended.length)
}
