import type { PageRequest, TextChange } from '../../../shared/domain'
import {
  all,
  closeDb,
  get,
  iterate,
  openScratch,
  run,
  transaction,
  value
} from '../core/connection'
import type { WriteDb } from '../core/connection'
import type { ScannedChange } from './text-scan'

/** Changes of texts that somebody looks at before they are made; on the disk, since they may be many. */
export interface PlanTable {
  readonly db: WriteDb
}

const SCHEMA = `
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    image_id INTEGER,
    version INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    excluded INTEGER NOT NULL DEFAULT 0
  ) STRICT;`

export const openPlanTable = (): PlanTable => ({ db: openScratch(SCHEMA) })
export const closePlanTable = ({ db }: PlanTable): void => closeDb(db)

export function addChanges({ db }: PlanTable, changes: readonly ScannedChange[]): void {
  transaction(db, () => {
    for (const { id, imageId, version, before, after, sure } of changes) {
      run(
        db,
        `INSERT INTO change (id, image_id, version, before, after, excluded)
         VALUES (?, ?, ?, ?, ?, ?)`,
        id,
        imageId,
        version,
        before,
        after,
        sure ? 0 : 1
      )
    }
  })
}

/** A window of the changes in the order in which they were found, with how many stay out. */
export function pageChanges(
  { db }: PlanTable,
  { offset, limit }: PageRequest
): { total: number; excluded: number; rows: TextChange[] } {
  return {
    total: value(db, 'SELECT coalesce(max(seq), 0) FROM change'),
    excluded: value(db, 'SELECT count(*) FROM change WHERE excluded'),
    rows: all<Omit<TextChange, 'excluded'> & { excluded: number }>(
      db,
      `SELECT seq, id, image_id AS imageId, before, after, excluded FROM change
       WHERE seq > ? ORDER BY seq LIMIT ?`,
      offset,
      limit
    ).map((row) => ({ ...row, excluded: row.excluded === 1 }))
  }
}

/** Leaves a change out, or all of them for null; or takes them in again. */
export function excludeChange({ db }: PlanTable, seq: number | null, excluded: boolean): void {
  const where = seq === null ? '' : 'WHERE seq = :seq'
  run(db, `UPDATE change SET excluded = :excluded ${where}`, {
    excluded: excluded ? 1 : 0,
    ...(seq === null ? {} : { seq })
  })
}

export interface PlannedChange {
  id: number
  version: number
  after: string
}

/** What is to be changed, one after the other. */
export const plannedChanges = ({ db }: PlanTable): IterableIterator<PlannedChange> =>
  iterate(db, 'SELECT id, version, after FROM change WHERE NOT excluded ORDER BY seq')

export const countPlanned = ({ db }: PlanTable): number =>
  get<{ count: number }>(db, 'SELECT count(*) AS count FROM change WHERE NOT excluded')?.count ?? 0
