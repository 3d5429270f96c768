import type { ImageFilter } from '../../shared/domain'
import { all, get, value, type ReadDb } from './connection'
import { filterCondition } from './image-filter'
import { pairCondition, type PairFilter } from './pair-filter'
import { fromStoredPath, toStoredPath } from './paths'

/** A caption as an export writes it; `id` is null for one that a captioning job has made. */
export interface ExportedCaption {
  id: number | null
  text: string
}

/** An image with its captions as an export writes them. */
export interface ExportedImage {
  seq: number
  name: string
  /** Absolute path of the picture. */
  path: string
  width: number
  height: number
  captions: ExportedCaption[]
}

/** Which captions are taken: all but the rejected and skipped ones, the accepted, or a run's. */
export type CaptionChoice = 'any' | 'accepted' | { runId: string }

type SqlImage = Omit<ExportedImage, 'captions'>

/** The images that the filter admits behind `after`, in the order in which they came. */
export function pageExportedImages(
  db: ReadDb,
  { filter, captions }: { filter: ImageFilter; captions: CaptionChoice },
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

/** The first image of a name, with its captions; null where there is none. */
export function findExportedImage(
  db: ReadDb,
  name: string,
  captions: CaptionChoice
): ExportedImage | null {
  const row = get<SqlImage>(
    db,
    'SELECT id AS seq, name, path, width, height FROM image WHERE name = ? ORDER BY id LIMIT 1',
    name
  )
  return row ? withCaptions(db, row, captions) : null
}

export function countExportedImages(db: ReadDb, filter: ImageFilter): number {
  const { sql, params } = filterCondition(filter)
  return value(db, `SELECT count(*) FROM image WHERE ${sql}`, ...params)
}

/** Whether another image's name differs in its ending alone, or in what stands behind a dot. */
export function sharesStem(db: ReadDb, { seq, name }: ExportedImage): boolean {
  const stem = name.replace(/\.[^./]+$/, '')
  // Names that go on with a dot lie between `stem.` and `stem/`, the character behind the dot.
  const sql = 'SELECT 1 FROM image WHERE name > ? AND name < ? AND id <> ? LIMIT 1'
  return get(db, sql, `${stem}.`, `${stem}/`, seq) !== undefined
}

function withCaptions(db: ReadDb, row: SqlImage, choice: CaptionChoice): ExportedImage {
  const image = { ...row, path: fromStoredPath(db, row.path) }
  return { ...image, captions: captionsOf(db, image, choice) }
}

function captionsOf(db: ReadDb, image: SqlImage, choice: CaptionChoice): ExportedCaption[] {
  if (typeof choice !== 'string') return runCaptions(db, image, choice.runId)
  // What a model wrote is a suggestion until a person accepts it.
  const wanted =
    choice === 'accepted'
      ? "status = 'accepted'"
      : "(status = 'accepted' OR (status = 'draft' AND source <> 'model'))"
  return all(
    db,
    `SELECT id, text FROM caption WHERE image_id = ? AND ${wanted} AND ${NOT_BLANK}
     ORDER BY status <> 'accepted', position, id`,
    image.seq
  )
}

const NOT_BLANK = "trim(text, char(32, 9, 10, 13, 160)) <> ''"

/** What a run's model wrote for an image: kept as captions, or by a captioning job of a folder. */
function runCaptions(db: ReadDb, image: SqlImage, runId: string): ExportedCaption[] {
  const kept = all<ExportedCaption>(
    db,
    `SELECT id, text FROM caption
     WHERE image_id = ? AND source = 'model' AND run_id = ? AND status <> 'rejected' AND ${NOT_BLANK}
     ORDER BY position, id`,
    image.seq,
    runId
  )
  if (kept.length > 0) return kept
  const text = findPrediction(db, runId, image)
  return text === null ? [] : [{ id: null, text }]
}

/**
 * What the latest captioning job of a run made of a picture: known by its path, or by its name in
 * the folder where the job's folder lies elsewhere.
 */
export function findPrediction(
  db: ReadDb,
  runId: string,
  { name, path }: { name: string; path?: string }
): string | null {
  const jobs = all<{ id: number }>(
    db,
    "SELECT id FROM job WHERE kind = 'caption' AND params ->> 'runId' = ? ORDER BY id DESC",
    runId
  )
  const stored = path === undefined ? '' : toStoredPath(db, path)
  for (const { id } of jobs) {
    const found = get<{ text: string }>(
      db,
      `SELECT coalesce(edited, text) AS text FROM ledger
       WHERE job_id = ? AND (path = ? OR file = ?) AND state IN ('done', 'skipped')
         AND text IS NOT NULL
       ORDER BY path <> ? LIMIT 1`,
      id,
      stored,
      name.replaceAll('\\', '/'),
      stored
    )
    if (found) return found.text
  }
  return null
}

export interface ExportedPair {
  seq: number
  english: string
  vietnamese: string
}

/** Pairs that the filter admits behind `after`, up to `upTo`, with text on both sides. */
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
