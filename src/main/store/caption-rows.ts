import type { CaptionSource, CaptionStatus } from '../../shared/domain'
import { countWords } from '../../shared/vietnamese/words'
import { all, get, run, value, type ReadDb, type WriteDb } from './connection'
import { lastVersion, type Mutation } from './history'
import { exactText, foldText, joinTexts } from './search-text'

/** A caption as the table and its history hold it. */
export type CaptionRow = {
  id: number
  image_id: number
  position: number
  text: string
  source: CaptionSource
  run_id: string | null
  status: CaptionStatus
  version: number
}

const FIELDS = 'id, image_id, position, text, source, run_id, status, version'

export function findCaptionRow(db: ReadDb, id: number): CaptionRow | undefined {
  return get<CaptionRow>(db, `SELECT ${FIELDS} FROM caption WHERE id = ?`, id)
}

/** Adds a caption behind the others of its image, recorded; returns its id. */
export function addCaptionRow(mutation: Mutation, added: NewCaption): number {
  const { db, at } = mutation
  const fields = { ...added, position: nextPosition(db, added.image_id) }
  const { lastId: id } = run(
    db,
    `INSERT INTO caption
       (image_id, position, text, word_count, source, run_id, status, version, updated_at)
     VALUES (:image_id, :position, :text, :words, :source, :run_id, :status, 1, :at)`,
    { ...fields, words: countWords(fields.text), at }
  )
  mutation.record('caption', id, null, { id, ...fields, version: 1 })
  indexImageText(db, fields.image_id)
  return id
}

/** An SQL expression of a caption as history keeps it. */
const SNAPSHOT = `json_object(${FIELDS.split(', ')
  .map((field) => `'${field}', ${field}`)
  .join(', ')})`

/**
 * Adds what an import brings for an image, at least one caption, and indexes its words once. One statement for all: a
 * hundred thousand captions are written in half the time.
 */
export function addImportedCaptionRows(
  mutation: Mutation,
  importId: number,
  imageId: number,
  texts: readonly string[]
): void {
  const { db, at } = mutation
  const first = nextPosition(db, imageId)
  run(
    db,
    `INSERT INTO caption
       (image_id, position, text, word_count, source, status, version, import_id, updated_at)
     SELECT :imageId, :first + key, value, count_words(value), 'imported', 'draft', 1, :importId, :at
     FROM json_each(:texts) ORDER BY key`,
    { imageId, first, importId, at, texts: JSON.stringify(texts) }
  )
  mutation.recordAdded(
    'caption',
    `SELECT id, ${SNAPSHOT} AS fields FROM caption
     WHERE image_id = ? AND position >= ? ORDER BY position`,
    imageId,
    first
  )
  indexImageText(db, imageId)
}

type NewCaption = Omit<CaptionRow, 'id' | 'position' | 'version'>

/**
 * The place behind an image's other captions. Asked for apart: SQLite plans an INSERT that reads
 * anew each time, since the index of some rows alone might serve other values better.
 */
const nextPosition = (db: ReadDb, imageId: number): number =>
  value(db, 'SELECT coalesce(max(position) + 1, 0) FROM caption WHERE image_id = ?', imageId)

/**
 * Makes caption `id` what `next` says, or removes it for null, recorded; its version grows by one.
 * A removed caption comes back under its old id.
 */
export function putCaptionRow(
  mutation: Mutation,
  id: number,
  next: Omit<CaptionRow, 'id' | 'version'> | null
): void {
  const { db, at } = mutation
  const before = findCaptionRow(db, id) ?? null
  if (next) {
    const version = (before?.version ?? lastVersion(db, 'caption', id)) + 1
    run(
      db,
      `INSERT INTO caption
         (id, image_id, position, text, word_count, source, run_id, status, version, updated_at)
       VALUES (:id, :image_id, :position, :text, :words, :source, :run_id, :status, :version, :at)
       ON CONFLICT (id) DO UPDATE SET
         position = excluded.position, text = excluded.text, word_count = excluded.word_count,
         source = excluded.source, run_id = excluded.run_id, status = excluded.status, version = excluded.version,
         updated_at = excluded.updated_at`,
      { ...next, words: countWords(next.text), id, version, at }
    )
  } else {
    run(db, 'DELETE FROM caption WHERE id = ?', id)
  }
  mutation.record('caption', id, before, findCaptionRow(db, id) ?? null)
  const imageId = next?.image_id ?? before?.image_id
  const reworded = before?.text !== next?.text
  if (reworded && imageId !== undefined) indexImageText(db, imageId)
}

/** Brings an image's row of the text index up to its captions. */
export function indexImageText(db: WriteDb, imageId: number): void {
  const captions = all<{ text: string }>(db, 'SELECT text FROM caption WHERE image_id = ?', imageId)
  const text = joinTexts(captions.map((caption) => caption.text))
  run(
    db,
    'INSERT OR REPLACE INTO image_text (rowid, exact, folded) VALUES (?, ?, ?)',
    imageId,
    exactText(text),
    foldText(text)
  )
}
