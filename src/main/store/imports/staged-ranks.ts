import { all, run, type SqlValue } from '../core/connection'
import type { Staging } from './import-staging'

/** Enters a rank into the draw; false where it is in it already. */
export const enterRank = ({ db }: Staging, rank: string): boolean =>
  run(db, 'INSERT INTO held (rank) VALUES (?) ON CONFLICT DO NOTHING', rank).changes > 0

/** The ranks behind `after`, lowest first. */
export function pageRanks({ db }: Staging, after: string, limit: number): string[] {
  const sql = 'SELECT rank FROM held WHERE rank > ? ORDER BY rank LIMIT ?'
  return all<{ rank: SqlValue }>(db, sql, after, limit).map(({ rank }) => String(rank))
}
