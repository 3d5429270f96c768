import type {
  CaptioningCounts,
  CaptioningItem,
  ErrorInfo,
  PageRequest
} from '../../../shared/domain'
import { all, get, run, transaction, value, type ReadDb, type WriteDb } from '../core/connection'
import { fromStoredPath, toStoredPath } from '../core/paths'

/** A file as the listing of a source finds it, or why it cannot be captioned. */
export interface ListedFile {
  file: string
  /** Absolute path. */
  path: string
  imageId: number | null
  error?: ErrorInfo
}

/** What tells one content of a file from another. */
export interface FileFacts {
  bytes: number
  /** Milliseconds since 1970. */
  modifiedAt: number
  /** SHA-256. */
  contentHash: string
}

/** A row of the ledger as the captioning itself needs it. */
export interface LedgerRow {
  index: number
  path: string
  state: CaptioningItem['state']
  facts: FileFacts | null
  settings: string | null
  edited: boolean
}

export interface Outcome {
  index: number
  state: 'done' | 'skipped' | 'failed'
  text: string | null
  score: number | null
  error: ErrorInfo | null
  facts: FileFacts | null
}

/** Whether all files of the job's source are noted. */
export const isListed = (db: ReadDb, jobId: number): boolean =>
  get<{ listed: number }>(db, 'SELECT listed FROM captioning WHERE job_id = ?', jobId)?.listed === 1

/** Begins the listing of the job's source; what one that was cut off has left is dropped. */
export function beginListing(db: WriteDb, jobId: number): void {
  transaction(db, () => {
    run(db, 'INSERT OR REPLACE INTO captioning (job_id, listed) VALUES (?, 0)', jobId)
    run(db, 'DELETE FROM ledger WHERE job_id = ?', jobId)
  })
}

/** Notes files, the first of them as number `first`; those with an error have failed already. */
export function addListedFiles(
  db: WriteDb,
  jobId: number,
  first: number,
  files: readonly ListedFile[]
): void {
  transaction(db, () => {
    for (const [place, { file, path, imageId, error }] of files.entries()) {
      run(
        db,
        `INSERT INTO ledger (job_id, item_index, file, path, image_id, state, error)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        jobId,
        first + place,
        file,
        toStoredPath(db, path),
        imageId,
        error ? 'failed' : 'waiting',
        error ? JSON.stringify(error) : null
      )
    }
  })
}

export function finishListing(db: WriteDb, jobId: number): void {
  run(db, 'UPDATE captioning SET listed = 1 WHERE job_id = ?', jobId)
}

/** Writes what came out for some files, as one transaction. */
export function noteOutcomes(
  db: WriteDb,
  jobId: number,
  settings: string,
  outcomes: readonly Outcome[]
): void {
  const at = Date.now()
  transaction(db, () => {
    for (const { index, state, text, score, error, facts } of outcomes) {
      run(
        db,
        `UPDATE ledger SET state = ?, text = ?, score = ?, error = ?, edited = NULL, bytes = ?,
           modified_at = ?, content_hash = ?, settings = ?, at = ?
         WHERE job_id = ? AND item_index = ?`,
        state,
        text,
        score,
        error && JSON.stringify(error),
        facts?.bytes ?? null,
        facts?.modifiedAt ?? null,
        facts?.contentHash ?? null,
        settings,
        at,
        jobId,
        index
      )
    }
  })
}

/** Makes the failed files of a job wait again. */
export function retryFailed(db: WriteDb, jobId: number): void {
  run(
    db,
    "UPDATE ledger SET state = 'waiting', error = NULL WHERE job_id = ? AND state = 'failed'",
    jobId
  )
}

/** The caption that a content got by some settings, whichever job wrote it. */
export function findDone(
  db: ReadDb,
  contentHash: string,
  settings: string
): { text: string; score: number | null } | undefined {
  return get(
    db,
    `SELECT text, score FROM ledger
     WHERE content_hash = ? AND settings = ? AND state = 'done' AND text IS NOT NULL LIMIT 1`,
    contentHash,
    settings
  )
}

type SqlRow = Pick<LedgerRow, 'index' | 'path' | 'state' | 'settings'> & {
  [K in keyof FileFacts]: FileFacts[K] | null
} & { edited: number }

/** The rows behind number `after`, in the order of the listing. */
export function pageLedger(db: ReadDb, jobId: number, after: number, limit: number): LedgerRow[] {
  const rows = all<SqlRow>(
    db,
    `SELECT item_index AS "index", path, state, settings, bytes, modified_at AS modifiedAt,
       content_hash AS contentHash, edited IS NOT NULL AS edited
     FROM ledger WHERE job_id = ? AND item_index > ? ORDER BY item_index LIMIT ?`,
    jobId,
    after,
    limit
  )
  return rows.map(({ index, path, state, settings, bytes, modifiedAt, contentHash, edited }) => ({
    index,
    path: fromStoredPath(db, path),
    state,
    settings,
    edited: edited === 1,
    facts:
      bytes === null || modifiedAt === null || contentHash === null
        ? null
        : { bytes, modifiedAt, contentHash }
  }))
}

const ITEM = 'item_index AS "index", file, state, text, edited, score, error, image_id AS imageId'

type SqlItem = Omit<CaptioningItem, 'error'> & { error: string | null }

/** A window of a job's items in the order of the listing, of one state or all. */
export function pageItems(
  db: ReadDb,
  jobId: number,
  { offset, limit }: PageRequest,
  state: CaptioningItem['state'] | null = null
): { total: number; rows: CaptioningItem[] } {
  if (state === null) {
    const rows = all<SqlItem>(
      db,
      `SELECT ${ITEM} FROM ledger WHERE job_id = ? AND item_index >= ? ORDER BY item_index LIMIT ?`,
      jobId,
      offset,
      limit
    )
    return { total: countAll(db, jobId), rows: rows.map(toItem) }
  }
  const rows = all<SqlItem>(
    db,
    `SELECT ${ITEM} FROM ledger WHERE job_id = ? AND state = ? ORDER BY item_index LIMIT ? OFFSET ?`,
    jobId,
    state,
    limit,
    offset
  )
  return { total: countItems(db, jobId)[state], rows: rows.map(toItem) }
}

/** The items of these numbers. */
export function itemsAt(db: ReadDb, jobId: number, indexes: readonly number[]): CaptioningItem[] {
  return indexes.flatMap((index) => getItem(db, jobId, index) ?? [])
}

/** The items that have a caption, behind number `after`. */
export function pageCaptioned(
  db: ReadDb,
  jobId: number,
  after: number,
  limit: number
): (CaptioningItem & { path: string; contentHash: string | null })[] {
  const rows = all<SqlItem & { path: string; contentHash: string | null }>(
    db,
    `SELECT ${ITEM}, path, content_hash AS contentHash FROM ledger
     WHERE job_id = ? AND item_index > ? AND state IN ('done', 'skipped') AND text IS NOT NULL
     ORDER BY item_index LIMIT ?`,
    jobId,
    after,
    limit
  )
  return rows.map((row) => ({ ...row, ...toItem(row), path: fromStoredPath(db, row.path) }))
}

/** Numbers are without gaps, so that the last one tells how many there are. */
const countAll = (db: ReadDb, jobId: number): number =>
  value(db, 'SELECT coalesce(max(item_index) + 1, 0) FROM ledger WHERE job_id = ?', jobId)

export function countItems(db: ReadDb, jobId: number): CaptioningCounts {
  const counts: CaptioningCounts = { waiting: 0, done: 0, skipped: 0, failed: 0 }
  const rows = all<{ state: keyof CaptioningCounts; count: number }>(
    db,
    'SELECT state, count(*) AS count FROM ledger WHERE job_id = ? GROUP BY state',
    jobId
  )
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** The item, or undefined; with the absolute path of its file. */
export function getItem(
  db: ReadDb,
  jobId: number,
  index: number
): (CaptioningItem & { path: string }) | undefined {
  const row = get<SqlItem & { path: string }>(
    db,
    `SELECT ${ITEM}, path FROM ledger WHERE job_id = ? AND item_index = ?`,
    jobId,
    index
  )
  return row && { ...toItem(row), path: fromStoredPath(db, row.path) }
}

/** Keeps what a person made of an item's caption; null goes back to the model's own. */
export function editItem(db: WriteDb, jobId: number, index: number, edited: string | null): void {
  run(db, 'UPDATE ledger SET edited = ? WHERE job_id = ? AND item_index = ?', edited, jobId, index)
}

/** The caption of an item that has one. */
export const captionOfItem = (db: ReadDb, jobId: number, index: number): string | undefined =>
  get<{ text: string }>(
    db,
    `SELECT coalesce(edited, text) AS text FROM ledger
     WHERE job_id = ? AND item_index = ? AND state IN ('done', 'skipped') AND text IS NOT NULL`,
    jobId,
    index
  )?.text

/** Whether another item's name differs in its ending alone, or in what follows a dot. */
export function itemSharesStem(
  db: ReadDb,
  jobId: number,
  { index, file }: Pick<CaptioningItem, 'index' | 'file'>
): boolean {
  const stem = file.replace(/\.[^./]+$/, '')
  // Names that continue with a dot lie between `stem.` and `stem/`, the character behind the dot.
  const sql = `SELECT 1 FROM ledger
    WHERE file > ? AND file < ? AND job_id = ? AND item_index <> ? LIMIT 1`
  return get(db, sql, `${stem}.`, `${stem}/`, jobId, index) !== undefined
}

function toItem(row: SqlItem): CaptioningItem {
  const { index, file, state, text, edited, score, imageId } = row
  const error = row.error === null ? null : (JSON.parse(row.error) as ErrorInfo)
  return { index, file, state, text, edited, score, imageId, error }
}
