import type { CaptionChoice, ImageFilter } from '../../../shared/domain'
import { BEST_FIRST, captionCondition } from '../captions/caption-choice'
import { isBlank } from '../core/blank'
import { all, get, numbers, value, type ReadDb } from '../core/connection'
import { hasTwin, imageExportName, type Named } from './export-names'
import { filterCondition } from '../search/image-filter'
import { pairCondition, type PairFilter } from '../pairs/pair-filter'
import { fromStoredPath, toStoredPath } from '../core/paths'

/** A caption as an export writes it; `id` is null for one that a captioning job has made. */
export interface ExportedCaption {
  id: number | null
  text: string
  /** Its words as an imported file has them, those of several syllables joined by `_`. */
  segmentation: string | null
  /** Who wrote and who reviewed it, by name. */
  author: string | null
  reviewer: string | null
}

/** An image with its captions as an export writes them. */
export interface ExportedImage {
  seq: number
  /** As exports call it, which no other image is called. */
  name: string
  /** As the library calls it. */
  ownName: string
  /** Absolute path of the image. */
  path: string
  width: number
  height: number
  captions: ExportedCaption[]
}

/** Which captions are taken: some of those that people wrote or accepted, or a run's. */
export type ExportChoice = Partial<CaptionChoice> & { runId?: string | null }

type SqlImage = Omit<ExportedImage, 'captions' | 'ownName'>

/** The images that match the filter behind `after`, in the order in which they came. */
export function pageExportedImages(
  db: ReadDb,
  { filter, captions }: { filter: ImageFilter; captions: ExportChoice },
  after: number,
  limit: number
): ExportedImage[] {
  const { sql, params } = filterCondition(filter)
  const rows = all<SqlImage>(
    db,
    `SELECT id AS seq, name, path, width, height FROM image
     WHERE id > ? AND ${sql} ORDER BY id LIMIT ?`,
    after,
    ...params,
    limit
  )
  return rows.map((row) => withCaptions(db, row, captions))
}

/** An image with its captions; null where there is none. */
export function findExportedImage(
  db: ReadDb,
  id: number,
  captions: ExportChoice
): ExportedImage | null {
  const row = get<SqlImage>(
    db,
    'SELECT id AS seq, name, path, width, height FROM image WHERE id = ?',
    id
  )
  return row ? withCaptions(db, row, captions) : null
}

export function countExportedImages(db: ReadDb, filter: ImageFilter): number {
  const { sql, params } = filterCondition(filter)
  return value(db, `SELECT count(*) FROM image WHERE ${sql}`, ...params)
}

/** Whether another image's name differs in its ending alone, or in what follows a dot. */
export function sharesStem(
  db: ReadDb,
  { seq, ownName }: Pick<ExportedImage, 'seq' | 'ownName'>
): boolean {
  const stem = ownName.replace(/\.[^./]+$/, '')
  // Names that continue with a dot lie between `stem.` and `stem/`, the character behind the dot.
  const sql = 'SELECT 1 FROM image WHERE name > ? AND name < ? AND id <> ? LIMIT 1'
  return get(db, sql, `${stem}.`, `${stem}/`, seq) !== undefined
}

function withCaptions(db: ReadDb, row: SqlImage, choice: ExportChoice): ExportedImage {
  const path = fromStoredPath(db, row.path)
  const captions = captionsOf(db, { ...row, path }, choice)
  const name = imageExportName(db, { id: row.seq, name: row.name, path })
  return { ...row, name, ownName: row.name, path, captions }
}

/** The best first: some formats hold one caption of an image. */
function captionsOf(db: ReadDb, image: SqlImage, choice: ExportChoice): ExportedCaption[] {
  if (choice.runId) return runCaptions(db, image, choice.runId)
  const { sql, params } = captionCondition(choice)
  return all(
    db,
    `SELECT caption.id AS id, text, segmentation, author, reviewer
     FROM image JOIN caption ON caption.image_id = image.id
     WHERE image.id = ? AND ${sql} ORDER BY ${BEST_FIRST}`,
    image.seq,
    ...params
  )
}

/** What a run's model wrote for an image: kept as captions, or by a captioning job of a folder. */
function runCaptions(db: ReadDb, image: SqlImage, runId: string): ExportedCaption[] {
  const kept = all<ExportedCaption>(
    db,
    `SELECT id, text, segmentation, author, reviewer FROM caption
     WHERE image_id = ? AND source = 'model' AND run_id = ? AND status <> 'rejected' AND NOT ${isBlank('text')}
     ORDER BY position, id`,
    image.seq,
    runId
  )
  if (kept.length > 0) return kept
  const text = findPrediction(db, runId, { ...image, id: image.seq })
  return text === null ? [] : [{ id: null, text, segmentation: null, author: null, reviewer: null }]
}

/**
 * What the latest captioning job of a run made of an image: known by its path, or by its name in the
 * folder where the job's folder lies elsewhere, if one image alone has that name on either side.
 */
function findPrediction(db: ReadDb, runId: string, image: Named): string | null {
  const byName = !hasTwin(db, image)
  for (const jobId of captioningsOf(db, runId)) {
    const found = all<{ text: string; byPath: number }>(
      db,
      `SELECT DISTINCT coalesce(edited, text) AS text, path = ? AS byPath, path FROM ledger
       WHERE job_id = ? AND (path = ? OR file = ?) AND state IN ('done', 'skipped')
         AND text IS NOT NULL
       ORDER BY byPath DESC LIMIT 2`,
      toStoredPath(db, image.path),
      jobId,
      toStoredPath(db, image.path),
      image.name.replaceAll('\\', '/')
    )
    const [first] = found
    if (first && (first.byPath === 1 || (byName && found.length === 1))) return first.text
  }
  return null
}

/** The captioning jobs of a run, the latest first. */
export const captioningsOf = (db: ReadDb, runId: string): number[] =>
  numbers(
    db,
    "SELECT id FROM job WHERE kind = 'caption' AND params ->> 'runId' = ? ORDER BY id DESC",
    runId
  )

export interface ExportedPair {
  seq: number
  english: string
  vietnamese: string
}

/** Pairs that match the filter behind `after`, up to `upTo`, with text on both sides. */
export function pageExportedPairs(
  db: ReadDb,
  { filter, upTo }: { filter: PairFilter; upTo: number },
  after: number,
  limit: number
): ExportedPair[] {
  const { sql, params } = pairCondition(filter)
  return all(
    db,
    `SELECT id AS seq, english, vietnamese FROM pair
     WHERE id > ? AND id <= ? AND ${sql} AND ${PAIR_WITH_TEXT} ORDER BY id LIMIT ?`,
    after,
    upTo,
    ...params,
    limit
  )
}

/** How many pairs there are to look at, blank ones among them, and the last of them. */
export function countExportedPairs(
  db: ReadDb,
  filter: PairFilter
): { total: number; upTo: number } {
  const { sql, params } = pairCondition(filter)
  return {
    total: value(db, `SELECT count(*) FROM pair WHERE ${sql}`, ...params),
    upTo: value(db, 'SELECT coalesce(max(id), 0) FROM pair')
  }
}

const PAIR_WITH_TEXT = `trim(english, char(32, 9, 10, 13, 160)) <> ''
  AND trim(vietnamese, char(32, 9, 10, 13, 160)) <> ''`
