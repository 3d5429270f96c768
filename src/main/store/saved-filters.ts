import type { FilterKind, SavedFilter } from '../../shared/domain'
import { all, get, run, type ReadDb, type WriteDb } from './connection'

/** The kept filters of a kind, by name. */
export const listFilters = (db: ReadDb, kind: FilterKind): SavedFilter[] =>
  all(db, 'SELECT id, name, text FROM saved_filter WHERE kind = ? ORDER BY name', kind)

/** Keeps a filter, in the place of one of the same name. */
export function saveFilter(
  db: WriteDb,
  filter: { kind: FilterKind; name: string; text: string }
): SavedFilter {
  const saved = get<SavedFilter>(
    db,
    `INSERT INTO saved_filter (kind, name, text) VALUES (:kind, :name, :text)
     ON CONFLICT (kind, name) DO UPDATE SET text = excluded.text RETURNING id, name, text`,
    filter
  )
  if (!saved) throw new Error('the filter was not kept')
  return saved
}

export function removeFilter(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM saved_filter WHERE id = ?', id)
}

/** Values that a filter can name, by field. */
export function filterValues(db: ReadDb): Record<string, string[]> {
  const column = (sql: string) => all<{ value: string }>(db, sql).map(({ value }) => value)
  return {
    tag: column('SELECT DISTINCT tag AS value FROM image_tag ORDER BY tag LIMIT 1000'),
    run: column(
      `SELECT DISTINCT run_id AS value FROM caption WHERE run_id IS NOT NULL
       ORDER BY run_id LIMIT 1000`
    )
  }
}
