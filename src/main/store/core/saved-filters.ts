import type { FilterKind, SavedFilter } from '../../../shared/domain'
import { all, get, run, transaction, type ReadDb, type WriteDb } from './connection'

/** The kept filters of a kind, by name. */
export const listFilters = (db: ReadDb, kind: FilterKind): SavedFilter[] =>
  all(db, 'SELECT id, name, text FROM saved_filter WHERE kind = ? ORDER BY name', kind)

/** Keeps a filter, in the place of one of the same name. */
export function saveFilter(
  db: WriteDb,
  filter: { kind: FilterKind; name: string; text: string }
): SavedFilter {
  return transaction(db, () => {
    run(
      db,
      `INSERT INTO saved_filter (kind, name, text) VALUES (:kind, :name, :text)
       ON CONFLICT (kind, name) DO UPDATE SET text = excluded.text`,
      filter
    )
    const saved = get<SavedFilter>(
      db,
      'SELECT id, name, text FROM saved_filter WHERE kind = ? AND name = ?',
      filter.kind,
      filter.name
    )
    if (!saved) throw new Error('the filter was not kept')
    return saved
  })
}

export function removeFilter(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM saved_filter WHERE id = ?', id)
}

/** Values that a filter can name, by field. */
export function filterValues(db: ReadDb): Record<string, string[]> {
  const column = (name: string, table: string) =>
    all<{ value: string }>(
      db,
      `SELECT DISTINCT ${name} AS value FROM ${table} WHERE ${name} IS NOT NULL
       ORDER BY ${name} LIMIT 1000`
    ).map(({ value }) => value)
  const assigned = column('person', 'work_member')
  return {
    tag: column('tag', 'image_tag'),
    run: column('run_id', 'caption'),
    by: column('author', 'caption'),
    'reviewed-by': column('reviewer', 'caption'),
    ...Object.fromEntries(
      ['assigned', 'open-for', 'done-by', 'skipped-by'].map((field) => [field, assigned])
    ),
    list: column('name', 'work_list')
  }
}
