import type { CaptioningItem, ErrorInfo, PageRequest } from '../../shared/domain'
import { all, run, transaction, value, type ReadDb, type WriteDb } from './connection'

const SELECT = `SELECT item_index AS "index", file, state, text, score, error FROM prediction`

type SqlItem = Omit<CaptioningItem, 'error'> & { error: string | null }

/**
 * Notes the pictures of a captioning job, in the order of the folder. Items that are noted already
 * stay as they are, so that a job goes on from what it kept.
 */
export function insertPredictions(db: WriteDb, jobId: number, files: readonly string[]): void {
  transaction(db, () => {
    for (const [index, file] of files.entries()) {
      run(
        db,
        `INSERT INTO prediction (job_id, item_index, file, state) VALUES (?, ?, ?, 'waiting')
         ON CONFLICT DO NOTHING`,
        jobId,
        index,
        file
      )
    }
  })
}

/** Writes what came out for an item. */
export function updatePrediction(
  db: WriteDb,
  jobId: number,
  index: number,
  outcome: Pick<CaptioningItem, 'state' | 'text' | 'score' | 'error'>
): void {
  run(
    db,
    `UPDATE prediction SET state = ?, text = ?, score = ?, error = ?
     WHERE job_id = ? AND item_index = ?`,
    outcome.state,
    outcome.text,
    outcome.score,
    outcome.error && JSON.stringify(outcome.error),
    jobId,
    index
  )
}

/** A window of a job's items in the order of the folder. */
export function pagePredictions(
  db: ReadDb,
  jobId: number,
  { offset, limit }: PageRequest
): { total: number; rows: CaptioningItem[] } {
  return {
    total: value(db, 'SELECT count(*) FROM prediction WHERE job_id = ?', jobId),
    rows: all<SqlItem>(
      db,
      `${SELECT} WHERE job_id = ? ORDER BY item_index LIMIT ? OFFSET ?`,
      jobId,
      limit,
      offset
    ).map(fromSql)
  }
}

/** All of a job's items in the order of the folder. */
export function listPredictions(db: ReadDb, jobId: number): CaptioningItem[] {
  return all<SqlItem>(db, `${SELECT} WHERE job_id = ? ORDER BY item_index`, jobId).map(fromSql)
}

function fromSql(row: SqlItem): CaptioningItem {
  return { ...row, error: row.error === null ? null : (JSON.parse(row.error) as ErrorInfo) }
}
