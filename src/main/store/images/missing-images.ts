import { all, run, type ReadDb, type WriteDb } from '../core/connection'
import { fromStoredPath } from '../core/paths'

/** Where an image's file should be, and whether it was missing at the last check. */
export interface ImagePath {
  id: number
  /** Absolute. */
  path: string
  missing: boolean
}

/** The images behind the image `after`, in the order in which they came: all, or the missing. */
export function pageImagePaths(
  db: ReadDb,
  after: number,
  limit: number,
  which: 'all' | 'missing'
): ImagePath[] {
  const condition = which === 'all' ? '' : 'AND missing = 1'
  return select(db, `WHERE id > ? ${condition} ORDER BY id LIMIT ?`, after, limit)
}

/** Those of the images `ids` that there are. */
export function listImagePaths(db: ReadDb, ids: readonly number[]): ImagePath[] {
  return select(db, 'WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
}

function select(db: ReadDb, condition: string, ...params: (number | string)[]): ImagePath[] {
  const rows = all<{ id: number; path: string; missing: number }>(
    db,
    `SELECT id, path, missing FROM image ${condition}`,
    ...params
  )
  return rows.map(({ id, path, missing }) => ({
    id,
    path: fromStoredPath(db, path),
    missing: missing === 1
  }))
}

/** Notes whether the files were at their paths at the last check. It is no change to undo. */
export function setImagesMissing(db: WriteDb, ids: readonly number[], missing: boolean): void {
  if (ids.length === 0) return
  const sql = 'UPDATE image SET missing = ? WHERE id IN (SELECT value FROM json_each(?))'
  run(db, sql, missing ? 1 : 0, JSON.stringify(ids))
}
