import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Pair, Split } from '../../../shared/domain'
import { countWords } from '../../../shared/vietnamese/words'
import { addImportedCaptionRows, type NewImportedCaption } from '../captions/caption-rows'
import { get, run, value, type WriteDb } from '../core/connection'
import { putExtra } from './extras'
import type { Mutation } from '../core/history'
import { indexImageName } from '../images/image-name'
import { indexPairText, sentenceHash } from '../pairs/pairs'
import { fromStoredPath, toStoredPath } from '../core/paths'
import { foldText, sortKey } from '../search/search-text'

/** An import that is being written. */
export interface ImportRef {
  id: number
  format: string
}

/** Notes that an import begins to write. Until `finishImport` a crash takes its rows back. */
export function beginImport(db: WriteDb, path: string, format: string): ImportRef {
  const { lastId } = run(
    db,
    "INSERT INTO import (path, format, state, created_at) VALUES (?, ?, 'running', ?)",
    path,
    format,
    Date.now()
  )
  return { id: lastId, format }
}

export function finishImport(db: WriteDb, { id }: ImportRef): void {
  run(db, "UPDATE import SET state = 'done' WHERE id = ?", id)
}

/** An image as an import found it. */
export interface ImportedImage {
  name: string
  /** Absolute path of the file. */
  path: string
  /** SHA-256 of the file, hexadecimal. */
  contentHash: string
  width: number
  height: number
  bytes: number
  split: Split
  /** The file's additional fields as JSON. */
  extra?: string | null
}

/** An image of the library, and whether this import has just added it. */
export interface FoundImage {
  id: number
  added: boolean
}

/**
 * Adds the image unless the library has it: at the same path, or under the same name with the
 * same content, in which case a path that has gone stale is put right. Split and captions of a
 * known image stay as they are; additional fields take the place of those from the format before.
 */
export function importImage(mutation: Mutation, ref: ImportRef, image: ImportedImage): FoundImage {
  const found = findOrAddImage(mutation, ref.id, image)
  if (image.extra) putExtra(mutation.db, ref.format, 'image', found.id, image.extra)
  return found
}

function findOrAddImage({ db, at }: Mutation, importId: number, image: ImportedImage): FoundImage {
  const path = toStoredPath(db, image.path)
  const fields = {
    path,
    hash: image.contentHash,
    width: image.width,
    height: image.height,
    bytes: image.bytes
  }
  const known = get<{ id: number; path: string; content_hash: string; missing: number }>(
    db,
    `SELECT id, path, content_hash, missing FROM image
     WHERE path = :path OR (name = :name AND content_hash = :hash)
     ORDER BY path = :path DESC LIMIT 1`,
    { path, name: image.name, hash: image.contentHash }
  )
  if (known) {
    const stale = known.path !== path && !existsSync(fromStoredPath(db, known.path))
    if (stale || known.missing === 1 || known.content_hash !== image.contentHash) {
      run(
        db,
        `UPDATE image SET path = :path, content_hash = :hash, width = :width, height = :height,
           bytes = :bytes, missing = 0 WHERE id = :id`,
        { ...fields, path: stale ? path : known.path, id: known.id }
      )
    }
    return { id: known.id, added: false }
  }
  const { lastId } = run(
    db,
    `INSERT INTO image (name, name_folded, sort_key, path, content_hash, width, height, bytes,
       split, import_id, created_at)
     VALUES (:name, :folded, :sort, :path, :hash, :width, :height, :bytes, :split, :importId, :at)`,
    {
      ...fields,
      name: image.name,
      folded: foldText(image.name),
      sort: sortKey(image.name),
      split: image.split,
      importId,
      at
    }
  )
  indexImageName(db, lastId, image.name)
  return { id: lastId, added: true }
}

/** A caption as an import found it, with the file's additional fields as JSON. */
export interface ImportedCaption extends NewImportedCaption {
  extra: string | null
}

/**
 * Adds the captions that no import brought for this image before and that it does not have. One
 * that a person has edited or removed since counts as brought; a text that stands twice in
 * `captions` is kept twice. Further fields take the place of those from the format before.
 */
export function importCaptions(
  mutation: Mutation,
  { id: importId, format }: ImportRef,
  { id: imageId, added: isNew }: FoundImage,
  captions: readonly ImportedCaption[]
): { added: number; unchanged: number } {
  const { db } = mutation
  const known = new Map<string, number>()
  const fresh = captions.filter(({ text }) => {
    const left = known.get(text) ?? (isNew ? 0 : knownTimes(db, imageId, text))
    known.set(text, left - 1)
    return left <= 0
  })
  if (fresh.length > 0) {
    const texts = fresh.map(({ text }) => text)
    addImportedCaptionRows(mutation, importId, imageId, fresh)
    run(
      db,
      `INSERT INTO imported_caption (image_id, text, times, import_id)
       SELECT :imageId, value, count(*), :importId FROM json_each(:texts) GROUP BY value
       ON CONFLICT DO UPDATE SET times = times + excluded.times`,
      { imageId, importId, texts: JSON.stringify(texts) }
    )
  }
  putCaptionExtras(db, format, imageId, captions)
  return { added: fresh.length, unchanged: captions.length - fresh.length }
}

/**
 * Keeps the additional fields of captions, known ones too, whose fields may have changed since. Of
 * captions with one text the first in the file is the first in the library.
 */
function putCaptionExtras(
  db: WriteDb,
  format: string,
  imageId: number,
  captions: readonly ImportedCaption[]
): void {
  const seen = new Map<string, number>()
  for (const { text, extra, segmentation } of captions) {
    const place = seen.get(text) ?? 0
    seen.set(text, place + 1)
    if (extra === null && !segmentation) continue
    const caption = get<{ id: number }>(
      db,
      'SELECT id FROM caption WHERE image_id = ? AND text = ? ORDER BY id LIMIT 1 OFFSET ?',
      imageId,
      text,
      place
    )
    if (!caption) continue
    if (extra !== null) putExtra(db, format, 'caption', caption.id, extra)
    if (segmentation) putSegmentation(db, caption.id, segmentation)
  }
}

/** Beside the text that it is of, as further fields are: no change of the caption itself. */
function putSegmentation(db: WriteDb, id: number, segmentation: string): void {
  const sql = 'UPDATE caption SET segmentation = ? WHERE id = ? AND segmentation IS NOT ?'
  run(db, sql, segmentation, id, segmentation)
}

/** How often the text was imported for the image, or how often the image has it now if that is more. */
function knownTimes(db: WriteDb, imageId: number, text: string): number {
  return value<number>(
    db,
    `SELECT max(
       (SELECT coalesce(sum(times), 0) FROM imported_caption
        WHERE image_id = :imageId AND text = :text),
       (SELECT count(*) FROM caption WHERE image_id = :imageId AND text = :text))`,
    { imageId, text }
  )
}

/** A pair as an import found it; `repetition` counts equal pairs of the import from 0. */
export type ImportedPair = Pick<Pair, 'english' | 'vietnamese' | 'split'> & {
  repetition: number
  /** The file's additional fields as JSON. */
  extra?: string | null
}

/**
 * Adds the pair unless an import brought it before; then its additional fields alone are kept. What was imported is known by `import_id`, so
 * that no revision is written for each of some hundred thousand pairs.
 */
export function importPair(
  { db, at }: Mutation,
  { id: importId, format }: ImportRef,
  pair: ImportedPair
): boolean {
  const { english, vietnamese, split, repetition } = pair
  const origin = hash(
    'sha256',
    JSON.stringify([english, vietnamese, repetition]),
    'base64url'
  ).slice(0, 22)
  const { changes, lastId } = run(
    db,
    `INSERT INTO pair (english, vietnamese, english_hash, word_count, split, version, origin,
       import_id, updated_at)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (origin) DO NOTHING`,
    english,
    vietnamese,
    sentenceHash(english),
    countWords(vietnamese),
    split,
    origin,
    importId,
    at
  )
  const added = changes > 0
  if (added) indexPairText(db, lastId, pair)
  if (pair.extra) {
    const id = added ? lastId : value<number>(db, 'SELECT id FROM pair WHERE origin = ?', origin)
    putExtra(db, format, 'pair', id, pair.extra)
  }
  return added
}
