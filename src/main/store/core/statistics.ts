import type { LibraryStatistics } from '../../../shared/domain'
import { all, type ReadDb } from './connection'

type Counts = LibraryStatistics['states']

/** How the work on the library stands; days are those of the clock's own time zone. */
export function libraryStatistics(db: ReadDb, since: number): LibraryStatistics {
  const bySplit = all<{ split: string; name: string; count: number }>(
    db,
    `SELECT split, state AS name, count(*) AS count FROM image GROUP BY split, state`
  )
  const splits = [...new Set(bySplit.map(({ split }) => split))].map((split) => ({
    split,
    states: bySplit.filter((row) => row.split === split).map(({ name, count }) => ({ name, count }))
  }))
  return {
    states: sum(bySplit),
    splits,
    sources: all(db, 'SELECT source AS name, count(*) AS count FROM caption GROUP BY source'),
    people: workByPerson(db),
    days: workByDay(db, since),
    lengths: all(
      db,
      `SELECT word_count AS words, count(*) AS count FROM caption
       WHERE word_count > 0 GROUP BY word_count ORDER BY word_count`
    )
  }
}

function sum(rows: Counts): Counts {
  const counts = new Map<string, number>()
  for (const { name, count } of rows) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts].map(([name, count]) => ({ name, count }))
}

/** Authors that are models are left out. */
const workByPerson = (db: ReadDb): LibraryStatistics['people'] =>
  all(
    db,
    `SELECT name, sum(written) AS written, sum(accepted) AS accepted, sum(rejected) AS rejected,
       sum(reviewed) AS reviewed
     FROM (
       SELECT author AS name, 1 AS written, status = 'accepted' AS accepted,
         status = 'rejected' AS rejected, 0 AS reviewed
       FROM caption WHERE author IS NOT NULL AND source <> 'model'
       UNION ALL
       SELECT reviewer, 0, 0, 0, 1 FROM caption WHERE reviewer IS NOT NULL)
     GROUP BY name ORDER BY written DESC, name`
  )

/** Captions that people changed and accepted, each at most once a day. */
const workByDay = (db: ReadDb, since: number): LibraryStatistics['days'] =>
  all(
    db,
    `SELECT date(at / 1000, 'unixepoch', 'localtime') AS day,
       count(DISTINCT entity_id) AS changed,
       count(DISTINCT CASE WHEN after ->> 'status' = 'accepted'
         AND before ->> 'status' IS NOT 'accepted' THEN entity_id END) AS accepted
     FROM change_group JOIN revision ON group_id = change_group.id
     WHERE at >= ? AND actor GLOB 'person*' AND state IN ('done', 'fixed') AND entity = 'caption'
     GROUP BY day ORDER BY day`,
    since
  )
