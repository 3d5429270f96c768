import type { ImageDetail, ImageRow, Split } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { listCaptions } from '../captions/captions'
import { all, get, value, type ReadDb, type WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'
import { putImageSplit, tagsOf } from './image-rows'
import { fromStoredPath } from '../core/paths'

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

/**
 * The image that `id` leads to: itself or, where it was removed and imported again, the one in its
 * place, told as an import tells what it has already; null for none.
 */
export const findImage = (db: ReadDb, id: number): number | null =>
  value<number | null>(
    db,
    `SELECT coalesce(
       (SELECT id FROM image WHERE id = :id),
       (SELECT image.id FROM (
          SELECT before ->> 'path' AS path, before ->> 'name' AS name,
            before ->> 'content_hash' AS hash
          FROM revision WHERE entity = 'image' AND entity_id = :id AND after IS NULL
          ORDER BY id DESC LIMIT 1) AS removed
        JOIN image ON image.path = removed.path
          OR (image.name = removed.name AND image.content_hash = removed.hash)
        LIMIT 1))`,
    { id }
  )

/** Where an image lies and what it holds, for serving it: absolute path and SHA-256. */
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

/** Where the images behind the image `after` lie, in the order in which they came. */
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
