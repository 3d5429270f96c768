import type { ClusterProfile, ErrorInfo } from '../../../shared/domain'
import { all, run, transaction, type ReadDb, type SqlValue, type WriteDb } from '../core/connection'
import { runIdOf, runNumber } from './runs'

/** State of a run whose scheduler has been asked and has not answered yet: it may have it. */
export const SUBMITTING = 'SUBMITTING'

/** How a training ended by its own log; null while it has not. */
export type Outcome = { done: true } | { error: ErrorInfo } | null

/** A run that was given to a scheduler. */
export interface ClusterJob {
  runId: string
  profile: ClusterProfile
  /** Name of the array's folder on the cluster. */
  submission: string
  /** Index of the run in the array. */
  task: number
  /** The scheduler's number of the array; null until it has answered. */
  job: string | null
  /** The scheduler's word for the state; empty until it has said one. */
  state: string
  reason: string
  partition: string
  nodes: string
  /** Bytes of the run's log that are in the library. */
  logRead: number
  outcome: Outcome
  /** Since when the job is over while the log does not say how the run ended. */
  overSince: number | null
  stoppedAt: number | null
  endedAt: number | null
}

/** What may change of a run on a cluster; an absent field stays. */
export type ClusterJobPatch = Partial<
  Omit<ClusterJob, 'runId' | 'profile' | 'submission' | 'task' | 'outcome'>
> & { outcome?: Outcome }

const SELECT = `SELECT run AS number, profile, submission, task, job, state, reason, partition, nodes,
  log_read AS logRead, outcome, over_since AS overSince, stopped_at AS stoppedAt,
  ended_at AS endedAt FROM cluster_job`

type Row = Omit<ClusterJob, 'runId' | 'profile' | 'outcome'> & {
  number: number
  profile: string
  outcome: string | null
}

/**
 * Notes that runs are about to be submitted as one array, in place of where they were before. What was read of a log is
 * read still where the run goes to the same folder again.
 */
export function insertClusterJobs(
  db: WriteDb,
  runIds: readonly string[],
  { profile, submission }: Pick<ClusterJob, 'profile' | 'submission'>
): void {
  const text = JSON.stringify(profile)
  transaction(db, () => {
    runIds.forEach((id, task) => {
      run(
        db,
        `INSERT INTO cluster_job (run, profile, submission, task)
         VALUES (:number, :profile, :submission, :task)
         ON CONFLICT (run) DO UPDATE SET submission = :submission, task = :task, job = NULL,
           log_read = iif(profile ->> 'host' IS :profile ->> 'host'
             AND profile ->> 'folder' IS :profile ->> 'folder', log_read, 0),
           profile = :profile, state = '', reason = '', partition = '', nodes = '',
           outcome = NULL, over_since = NULL, stopped_at = NULL, ended_at = NULL`,
        { number: runNumber(id), profile: text, submission, task }
      )
    })
  })
}

export function updateClusterJob(db: WriteDb, runId: string, patch: ClusterJobPatch): void {
  const columns: Record<string, SqlValue> = {}
  for (const [field, column] of Object.entries(COLUMNS)) {
    const next = patch[field as keyof typeof COLUMNS]
    if (next !== undefined) columns[column] = next
  }
  if (patch.outcome !== undefined) {
    columns['outcome'] = patch.outcome && JSON.stringify(patch.outcome)
  }
  const names = Object.keys(columns)
  if (names.length === 0) return
  run(
    db,
    `UPDATE cluster_job SET ${names.map((name) => `${name} = :${name}`).join(', ')}
     WHERE run = :number`,
    { ...columns, number: runNumber(runId) }
  )
}

/** Runs that a cluster has or is about to get, by submission and task. */
export const listClusterJobs = (db: ReadDb): ClusterJob[] =>
  all<Row>(db, `${SELECT} WHERE ended_at IS NULL ORDER BY submission, task`).map(fromSql)

/** The last submission of a run, also one that has ended; null where it was never submitted. */
export function findClusterJob(db: ReadDb, runId: string): ClusterJob | null {
  const [row] = all<Row>(db, `${SELECT} WHERE run = ?`, runNumber(runId))
  return row ? fromSql(row) : null
}

const COLUMNS = {
  job: 'job',
  state: 'state',
  reason: 'reason',
  partition: 'partition',
  nodes: 'nodes',
  logRead: 'log_read',
  overSince: 'over_since',
  stoppedAt: 'stopped_at',
  endedAt: 'ended_at'
} as const

const fromSql = ({ number, profile, outcome, ...row }: Row): ClusterJob => ({
  ...row,
  runId: runIdOf(number),
  profile: JSON.parse(profile) as ClusterProfile,
  outcome: outcome === null ? null : (JSON.parse(outcome) as Outcome)
})
