import type { ImageDetail, ImageRow, Split } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { listCaptions } from './captions'
import { all, get, run, type ReadDb, type WriteDb } from './connection'
import { mutate, newGroup, type Mutation } from './history'
import { putImageSplit, tagsOf } from './image-rows'
import { fromStoredPath } from './paths'

export { filterCondition } from './image-filter'

/** What the grid shows of an image, of the table `image`. */
export const IMAGE_ROW = `image.id, name, width, height, split, state, missing, caption_count AS captionCount,
  substr(content_hash, 1, 12) AS version,
  (SELECT text FROM caption WHERE image_id = image.id ORDER BY position, id LIMIT 1) AS firstCaption`

export type SqlImageRow = Omit<ImageRow, 'missing'> & { missing: number }

/** The image with its captions, or `entity.not-found`. */
export function getImage(db: ReadDb, id: number): ImageDetail {
  const found = get<SqlImageRow & { path: string; bytes: number }>(
    db,
    `SELECT ${IMAGE_ROW}, path, bytes FROM image WHERE id = ?`,
    id
  )
  if (!found) throw new AppError('entity.not-found', { entity: 'image', id })
  return {
    ...toImageRow(found),
    path: fromStoredPath(db, found.path),
    bytes: found.bytes,
    tags: tagsOf(db, id),
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

/** Names and absolute paths of some images, in the order of `ids`; without those that are gone. */
export function getImageNames(
  db: ReadDb,
  ids: readonly number[]
): { id: number; name: string; path: string }[] {
  return all<{ id: number; name: string; path: string }>(
    db,
    `SELECT image.id, image.name, image.path FROM json_each(?) AS wanted
     CROSS JOIN image ON image.id = wanted.value ORDER BY wanted.key`,
    JSON.stringify(ids)
  ).map((image) => ({ ...image, path: fromStoredPath(db, image.path) }))
}

/** Where the pictures behind the image `after` lie, in the order in which they came. */
export function pageImageFiles(
  db: ReadDb,
  after: number,
  limit: number
): { id: number; path: string; contentHash: string }[] {
  return all<{ id: number; path: string; contentHash: string }>(
    db,
    `SELECT id, path, content_hash AS contentHash FROM image
     WHERE id > ? AND NOT missing ORDER BY id LIMIT ?`,
    after,
    limit
  ).map((image) => ({ ...image, path: fromStoredPath(db, image.path) }))
}

/** Moves images to a split, as one change. Throws `entity.not-found` for an unknown id. */
export function setSplit(
  db: WriteDb,
  ids: readonly number[],
  split: Split,
  actor = 'person'
): void {
  const group = newGroup('set-split')
  const work = (mutation: Mutation) => {
    for (const id of ids) putImageSplit(mutation, id, split)
  }
  mutate(db, actor, work, group)
}

/** Notes whether the file was at its path when last looked for. */
export function setImageMissing(db: WriteDb, id: number, missing: boolean): void {
  run(db, 'UPDATE image SET missing = ? WHERE id = ?', missing ? 1 : 0, id)
}

export function toImageRow(row: SqlImageRow): ImageRow {
  const { id, name, width, height, split, state, captionCount, firstCaption, version } = row
  return {
    id,
    name,
    width,
    height,
    split,
    state,
    missing: row.missing === 1,
    captionCount,
    firstCaption,
    version
  }
}
