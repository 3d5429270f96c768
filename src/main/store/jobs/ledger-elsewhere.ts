import { run, transaction, type WriteDb } from '../core/connection'
import type { FileFacts, Outcome } from './ledger'

/** What came out elsewhere; what the file held was noted when it was sent. */
export type Arrived = Omit<Outcome, 'facts'>

/** Notes that files are captioned elsewhere: they wait, and what they held is known. */
export function noteSent(
  db: WriteDb,
  jobId: number,
  files: readonly { index: number; facts: FileFacts }[]
): void {
  transaction(db, () => {
    for (const { index, facts } of files) {
      run(
        db,
        `UPDATE ledger SET state = 'waiting', text = NULL, score = NULL, error = NULL,
           edited = NULL, bytes = ?, modified_at = ?, content_hash = ?
         WHERE job_id = ? AND item_index = ?`,
        facts.bytes,
        facts.modifiedAt,
        facts.contentHash,
        jobId,
        index
      )
    }
  })
}

/**
 * Writes what came out elsewhere for files that wait for it, as one transaction, and returns their
 * numbers; what came before stays.
 */
export function noteArrived(
  db: WriteDb,
  jobId: number,
  settings: string,
  outcomes: readonly Arrived[]
): number[] {
  const at = Date.now()
  return transaction(db, () =>
    outcomes.flatMap(({ index, state, text, score, error }) => {
      const { changes } = run(
        db,
        `UPDATE ledger SET state = ?, text = ?, score = ?, error = ?, settings = ?, at = ?
         WHERE job_id = ? AND item_index = ? AND state = 'waiting'`,
        state,
        text,
        score,
        error && JSON.stringify(error),
        settings,
        at,
        jobId,
        index
      )
      return changes === 0 ? [] : [index]
    })
  )
}
