import type { ImageDetail, ImageFilter, ImageRow, PageRequest, Split } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { listCaptions } from './captions'
import { all, get, run, value, type ReadDb, type WriteDb } from './connection'
import { mutate, type Mutation } from './history'
import { filterCondition } from './image-filter'
import { fromStoredPath } from './paths'

export { filterCondition } from './image-filter'

const ROW = `id, name, width, height, split, state, missing, caption_count AS captionCount,
  (SELECT text FROM caption WHERE image_id = image.id ORDER BY position, id LIMIT 1) AS firstCaption`

type SqlImageRow = Omit<ImageRow, 'missing'> & { missing: number }

/** A window of the images that the filter admits, in the order of their names. */
export function pageImages(
  db: ReadDb,
  filter: ImageFilter,
  { offset, limit }: PageRequest
): { total: number; rows: ImageRow[] } {
  const { sql, params } = filterCondition(filter)
  return {
    total: value(db, `SELECT count(*) FROM image WHERE ${sql}`, ...params),
    rows: all<SqlImageRow>(
      db,
      `SELECT ${ROW} FROM image WHERE ${sql} ORDER BY sort_key, id LIMIT ? OFFSET ?`,
      ...params,
      limit,
      offset
    ).map(fromSql)
  }
}

/** The image with its captions, or `entity.not-found`. */
export function getImage(db: ReadDb, id: number): ImageDetail {
  const found = get<SqlImageRow & { path: string; bytes: number }>(
    db,
    `SELECT ${ROW}, path, bytes FROM image WHERE id = ?`,
    id
  )
  if (!found) throw new AppError('entity.not-found', { entity: 'image', id })
  return {
    ...fromSql(found),
    path: fromStoredPath(db, found.path),
    bytes: found.bytes,
    captions: listCaptions(db, id)
  }
}

/** Where a picture lies and what it holds, for serving it: absolute path and SHA-256. */
export function getImageFile(db: ReadDb, id: number): { path: string; contentHash: string } {
  const found = get<{ path: string; contentHash: string }>(
    db,
    'SELECT path, content_hash AS contentHash FROM image WHERE id = ?',
    id
  )
  if (!found) throw new AppError('entity.not-found', { entity: 'image', id })
  return { ...found, path: fromStoredPath(db, found.path) }
}

/** Index of an image in the filtered listing, or null when the filter leaves it out. */
export function indexOfImage(db: ReadDb, id: number, filter: ImageFilter): number | null {
  const { sql, params } = filterCondition(filter)
  if (!get(db, `SELECT id FROM image WHERE id = ? AND ${sql}`, id, ...params)) return null
  return value(
    db,
    `SELECT count(*) FROM image WHERE ${sql} AND
       (sort_key, id) < (SELECT sort_key, id FROM image WHERE id = ?)`,
    ...params,
    id
  )
}

/**
 * The first image after `index` of the filtered listing whose state is `empty` or `draft`,
 * wrapping round once; null when none is left.
 */
export function nextUndoneImage(
  db: ReadDb,
  index: number,
  filter: ImageFilter
): { id: number; index: number } | null {
  const { sql, params } = filterCondition(filter)
  const anchor = get<{ sort_key: string; id: number }>(
    db,
    `SELECT sort_key, id FROM image WHERE ${sql} ORDER BY sort_key, id LIMIT 1 OFFSET ?`,
    ...params,
    Math.max(index, 0)
  )
  const undone = `SELECT id FROM image WHERE ${sql} AND state IN ('empty', 'draft')`
  const order = 'ORDER BY sort_key, id LIMIT 1'
  const behind =
    anchor && index >= 0
      ? get<{ id: number }>(
          db,
          `${undone} AND (sort_key, id) > (?, ?) ${order}`,
          ...params,
          anchor.sort_key,
          anchor.id
        )
      : undefined
  const found = behind ?? get<{ id: number }>(db, `${undone} ${order}`, ...params)
  const foundIndex = found && indexOfImage(db, found.id, filter)
  return found && typeof foundIndex === 'number' ? { id: found.id, index: foundIndex } : null
}

/** Moves images to a split, as one change. Throws `entity.not-found` for an unknown id. */
export function setSplit(db: WriteDb, ids: readonly number[], split: Split): void {
  mutate(db, 'person', (mutation) => {
    for (const id of ids) putImageSplit(mutation, id, split)
  })
}

/** Moves one image to a split, recorded. */
export function putImageSplit(mutation: Mutation, id: number, split: Split): void {
  const { db } = mutation
  const before = get<{ split: Split }>(db, 'SELECT split FROM image WHERE id = ?', id)
  if (!before) throw new AppError('entity.not-found', { entity: 'image', id })
  if (before.split === split) return
  run(db, 'UPDATE image SET split = ? WHERE id = ?', split, id)
  mutation.record('image', id, before, { split })
}

/** Notes whether the file was at its path when last looked for. */
export function setImageMissing(db: WriteDb, id: number, missing: boolean): void {
  run(db, 'UPDATE image SET missing = ? WHERE id = ?', missing ? 1 : 0, id)
}

function fromSql(row: SqlImageRow): ImageRow {
  const { id, name, width, height, split, state, captionCount, firstCaption } = row
  return {
    id,
    name,
    width,
    height,
    split,
    state,
    missing: row.missing === 1,
    captionCount,
    firstCaption
  }
}
