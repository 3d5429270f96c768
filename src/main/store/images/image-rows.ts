import type { Split } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { all, get, run, type ReadDb } from '../core/connection'
import type { Mutation } from '../core/history'
import { indexImageName } from './image-name'
import { foldText, sortKey } from '../search/search-text'

/** What an image is besides its captions, as history keeps it when the image is removed. */
export interface WholeImage {
  name: string
  path: string
  content_hash: string
  width: number
  height: number
  bytes: number
  missing: number
  import_id: number | null
  created_at: number
  split: Split
  /** JSON list. */
  tags: string
  /** What imports brought for it: JSON list of text, times and import. */
  imported: string
}

/** All of an image, or what a change has changed of it. */
export type ImageSnapshot = WholeImage | { split: Split } | { tags: string }

/** The tags of an image in their order. */
export function tagsOf(db: ReadDb, id: number): string[] {
  const sql = 'SELECT tag FROM image_tag WHERE image_id = ? ORDER BY tag'
  return all<{ tag: string }>(db, sql, id).map(({ tag }) => tag)
}

/** Moves an image to a split, recorded. Throws `entity.not-found`. */
export function putImageSplit(mutation: Mutation, id: number, split: Split): void {
  const { db } = mutation
  const before = get<{ split: Split }>(db, 'SELECT split FROM image WHERE id = ?', id)
  if (!before) throw new AppError('entity.not-found', { entity: 'image', id })
  if (before.split === split) return
  run(db, 'UPDATE image SET split = ? WHERE id = ?', split, id)
  mutation.record('image', id, before, { split })
}

/** Gives an image these tags and no others, recorded. */
export function putImageTags(mutation: Mutation, id: number, tags: readonly string[]): void {
  const { db } = mutation
  const before = tagsOf(db, id)
  const after = [...new Set(tags)].sort()
  if (JSON.stringify(before) === JSON.stringify(after)) return
  writeTags(mutation, id, after)
  const json = (list: string[]) => ({ tags: JSON.stringify(list) })
  mutation.record('image', id, json(before), json(after))
}

function writeTags({ db }: Mutation, id: number, tags: readonly string[]): void {
  run(db, 'DELETE FROM image_tag WHERE image_id = ?', id)
  for (const tag of tags) run(db, 'INSERT INTO image_tag (tag, image_id) VALUES (?, ?)', tag, id)
}

/** Removes an image that has no captions any more, recorded. The image's file stays. */
export function removeImageRow(mutation: Mutation, id: number): void {
  const { db } = mutation
  const before = get<Omit<WholeImage, 'tags' | 'imported'>>(
    db,
    `SELECT name, path, content_hash, width, height, bytes, missing, import_id, created_at, split
     FROM image WHERE id = ?`,
    id
  )
  if (!before) throw new AppError('entity.not-found', { entity: 'image', id })
  const imported = all<{ text: string; times: number; import_id: number }>(
    db,
    'SELECT text, times, import_id FROM imported_caption WHERE image_id = ?',
    id
  ).map(({ text, times, import_id }) => [text, times, import_id])
  const tags = JSON.stringify(tagsOf(db, id))
  run(db, 'DELETE FROM image_text WHERE rowid = ?', id)
  run(db, 'DELETE FROM image_name WHERE rowid = ?', id)
  run(db, 'DELETE FROM image WHERE id = ?', id)
  mutation.record('image', id, { ...before, tags, imported: JSON.stringify(imported) }, null)
}

/** Makes image `id` what history says, recorded: removes it, brings it back, or changes a part. */
export function putImage(mutation: Mutation, id: number, next: ImageSnapshot | null): void {
  if (!next) removeImageRow(mutation, id)
  else if ('path' in next) bringBack(mutation, id, next)
  else if ('split' in next) putImageSplit(mutation, id, next.split)
  else putImageTags(mutation, id, JSON.parse(next.tags) as string[])
}

/** Throws `image.imported-again` where another image has its path by now. */
function bringBack(mutation: Mutation, id: number, next: WholeImage): void {
  if (get(mutation.db, 'SELECT id FROM image WHERE path = ?', next.path)) {
    throw new AppError('image.imported-again', { name: next.name })
  }
  addImageRow(mutation, next, id)
}

/** Adds an image, recorded, under the number `id` or the next one, which it returns. */
export function addImageRow(
  mutation: Mutation,
  next: WholeImage,
  id: number | null = null
): number {
  const { db } = mutation
  const { tags, imported, ...fields } = next
  const { lastId } = run(
    db,
    `INSERT INTO image (id, name, name_folded, sort_key, path, content_hash, width, height, bytes,
       missing, split, import_id, created_at)
     VALUES (:id, :name, :folded, :sort, :path, :content_hash, :width, :height, :bytes, :missing,
       :split, :import_id, :created_at)`,
    { ...fields, id, folded: foldText(next.name), sort: sortKey(next.name) }
  )
  indexImageName(db, lastId, next.name)
  writeTags(mutation, lastId, JSON.parse(tags) as string[])
  for (const [text, times, importId] of JSON.parse(imported) as [string, number, number][]) {
    run(
      db,
      'INSERT INTO imported_caption (image_id, text, times, import_id) VALUES (?, ?, ?, ?)',
      lastId,
      text,
      times,
      importId
    )
  }
  mutation.record('image', lastId, null, { ...next })
  return lastId
}
