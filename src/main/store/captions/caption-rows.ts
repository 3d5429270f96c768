import type { CaptionSource, CaptionStatus } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { countWords } from '../../../shared/vietnamese/words'
import { all, get, run, value, type ReadDb, type WriteDb } from '../core/connection'
import { lastVersion, type Mutation } from '../core/history'
import { countOpen } from './note-list'
import { keptStatus, requireReviewer } from './review-rule'
import { exactText, foldText, joinTexts } from '../search/search-text'

/** A caption as the table and its history hold it. */
export type CaptionRow = {
  id: number
  image_id: number
  position: number
  text: string
  source: CaptionSource
  run_id: string | null
  status: CaptionStatus
  /** Of the present text: as a file has its words, and who wrote it. Revisions of older libraries lack both. */
  segmentation?: string | null
  author?: string | null
  /** Who accepted or rejected the present text. */
  reviewer?: string | null
  /** Its notes as `note-list` reads them. */
  notes?: string | null
  /** The caption that a part's version of it is in conflict with; see {@link SUGGESTED}. */
  conflicts_with?: number | null
  version: number
}

const FIELDS =
  'id, image_id, position, text, source, run_id, status, segmentation, author, reviewer, notes, conflicts_with, version'

export function findCaptionRow(db: ReadDb, id: number): CaptionRow | undefined {
  return get<CaptionRow>(db, `SELECT ${FIELDS} FROM caption WHERE id = ?`, id)
}

/** Throws `entity.not-found` for an image that is not there. */
export function requireImage(db: ReadDb, id: number): void {
  if (!get(db, 'SELECT id FROM image WHERE id = ?', id)) {
    throw new AppError('entity.not-found', { entity: 'image', id })
  }
}

/**
 * Adds a caption behind the others of its image, recorded; returns its id. Throws
 * `entity.not-found` for an image that is not there.
 */
export function addCaptionRow(mutation: Mutation, added: NewCaption): number {
  const { db, at } = mutation
  requireImage(db, added.image_id)
  const fields = { ...added, position: nextPosition(db, added.image_id) }
  const { lastId: id } = run(
    db,
    `INSERT INTO caption
       (image_id, position, text, word_count, source, run_id, status, segmentation, author, reviewer,
        notes, open_notes, conflicts_with, version, updated_at)
     VALUES (:image_id, :position, :text, :words, :source, :run_id, :status, :segmentation,
       :author, :reviewer, :notes, :open, :conflicts_with, 1, :at)`,
    {
      ...optional(fields),
      ...fields,
      open: countOpen(fields.notes),
      words: countWords(fields.text),
      at
    }
  )
  mutation.record('caption', id, null, { id, ...fields, version: 1 })
  indexImageText(db, fields.image_id)
  return id
}

/** An SQL expression of a caption as history keeps it. */
const SNAPSHOT = `json_object(${FIELDS.split(', ')
  .map((field) => `'${field}', ${field}`)
  .join(', ')})`

/** A caption as an import brings it: by default as a draft of the file, without an author. */
export interface NewImportedCaption {
  text: string
  source?: CaptionSource | undefined
  status?: CaptionStatus | undefined
  segmentation?: string | null | undefined
  author?: string | null | undefined
}

/**
 * Adds what an import brings for an image, at least one caption, and indexes its words once. One statement for all: a
 * hundred thousand captions are written in half the time.
 */
export function addImportedCaptionRows(
  mutation: Mutation,
  importId: number,
  imageId: number,
  captions: readonly NewImportedCaption[]
): void {
  const { db, at } = mutation
  const first = nextPosition(db, imageId)
  run(
    db,
    `INSERT INTO caption
       (image_id, position, text, word_count, source, status, segmentation, author, version,
        import_id, updated_at)
     SELECT :imageId, :first + key, value ->> 'text', count_words(value ->> 'text'),
       coalesce(value ->> 'source', 'imported'), coalesce(value ->> 'status', 'draft'),
       value ->> 'segmentation', value ->> 'author', 1, :importId, :at
     FROM json_each(:captions) ORDER BY key`,
    { imageId, first, importId, at, captions: JSON.stringify(captions) }
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
 * again each time, since the index of some rows alone might serve other values better.
 */
const nextPosition = (db: ReadDb, imageId: number): number =>
  value(db, 'SELECT coalesce(max(position) + 1, 0) FROM caption WHERE image_id = ?', imageId)

/** What a review found of a caption, in the snapshots of the change that goes with it. */
export interface FoundRight {
  found_job: number
  found_right: 0 | 1
}

/**
 * A caption in a status: who makes the change is its reviewer where that accepts or rejects it. Throws
 * what `requireReviewer` throws.
 */
export function judged<T extends NewCaption>(mutation: Mutation, row: T, status: CaptionStatus): T {
  if (status === 'accepted') requireReviewer(mutation, row.author ?? null)
  const isReview = status === 'accepted' || status === 'rejected'
  return { ...row, status, reviewer: isReview ? mutation.person : null }
}

/** A caption of another text in its status; as a draft where another person would have to accept that. */
export const judgedAgain = <T extends NewCaption>(mutation: Mutation, row: T): T =>
  judged(mutation, row, keptStatus(mutation, row.author ?? null, row.status))

/** Nobody has written what is blank. */
const authorOf = ({ person }: Mutation, text: string): string | null =>
  text.trim() === '' ? null : person

/** A caption that a person adds to an image. */
export const writtenCaption = (
  mutation: Mutation,
  { status, ...caption }: Pick<CaptionRow, 'image_id' | 'text' | 'status'>
): NewCaption =>
  judgedAgain(mutation, {
    ...{ ...caption, status, source: 'person', run_id: null },
    author: authorOf(mutation, caption.text)
  })

/** A caption with the text that a person gives it, who is its author then. The same text stays as it is. */
export function reworded<T extends NewCaption>(mutation: Mutation, row: T, text: string): T {
  if (row.text === text) return row
  const by = {
    source: 'person',
    run_id: null,
    segmentation: null,
    author: authorOf(mutation, text)
  } as const
  return judgedAgain(mutation, { ...row, text, ...by })
}

/**
 * Makes caption `id` what `next` says, or removes it for null, recorded; its version grows by one.
 * A removed caption comes back under its old id. `found` is kept in the two snapshots.
 */
export function putCaptionRow(
  mutation: Mutation,
  id: number,
  next: Omit<CaptionRow, 'id' | 'version'> | null,
  found?: { before: FoundRight; after: FoundRight }
): void {
  const { db, at } = mutation
  const before = findCaptionRow(db, id) ?? null
  if (next) {
    const version = (before?.version ?? lastVersion(db, 'caption', id)) + 1
    run(
      db,
      `INSERT INTO caption
         (id, image_id, position, text, word_count, source, run_id, status, segmentation, author,
          reviewer, notes, open_notes, conflicts_with, version, updated_at)
       VALUES (:id, :image_id, :position, :text, :words, :source, :run_id, :status, :segmentation,
         :author, :reviewer, :notes, :open, :conflicts_with, :version, :at)
       ON CONFLICT (id) DO UPDATE SET
         position = excluded.position, text = excluded.text, word_count = excluded.word_count,
         source = excluded.source, run_id = excluded.run_id, status = excluded.status,
         segmentation = excluded.segmentation, author = excluded.author,
         reviewer = excluded.reviewer, notes = excluded.notes, open_notes = excluded.open_notes,
         conflicts_with = excluded.conflicts_with,
         version = excluded.version, updated_at = excluded.updated_at`,
      {
        ...written(next),
        ...optional(next),
        open: countOpen(next.notes),
        words: countWords(next.text),
        ...{ id, version, at }
      }
    )
  } else {
    run(db, 'DELETE FROM caption WHERE id = ?', id)
  }
  const after = findCaptionRow(db, id) ?? null
  mutation.record(
    'caption',
    id,
    before && { ...before, ...found?.before },
    after && { ...after, ...found?.after }
  )
  const imageId = next?.image_id ?? before?.image_id
  const reworded = before?.text !== next?.text
  if (reworded && imageId !== undefined) indexImageText(db, imageId)
}

/** What of a snapshot is written. */
const written = ({ image_id, position, text, source, run_id, status }: NewCaption & Placed) =>
  ({ image_id, position, text, source, run_id, status }) as const
type Placed = Pick<CaptionRow, 'position'>

/** What older snapshots and most new captions lack. */
const optional = (row: NewCaption) => {
  const { segmentation = null, author = null, reviewer = null } = row
  const { notes = null, conflicts_with = null } = row
  return { segmentation, author, reviewer, notes, conflicts_with } as const
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
