import type { ClusterProfile, ErrorInfo } from '../../../shared/domain'
import { all, run, transaction, type ReadDb, type SqlValue, type WriteDb } from '../core/connection'
import { runIdOf, runNumber } from './runs'

/** State of a task whose scheduler has been asked and has not answered yet: it may have it. */
export const SUBMITTING = 'SUBMITTING'

/** How the work of a task ended by its own log; null while it has not. */
export type Outcome = { done: true } | { error: ErrorInfo } | null

/** A part of a job's work, by its number from 0. */
export interface Shard {
  jobId: number
  number: number
  items: number
  /** Items whose results are in the library. */
  done: number
  failed: number
}

/** A run, or a shard of a job, that was given to a scheduler: a task of an array. */
export interface ClusterTask {
  id: number
  runId: string | null
  shard: Shard | null
  profile: ClusterProfile
  /** Name of the array's folder on the cluster. */
  submission: string
  /** Index in the array. */
  task: number
  /** The scheduler's number of the array; null until it has answered. */
  job: string | null
  /** The scheduler's word for the state; empty until it has said one. */
  state: string
  reason: string
  partition: string
  nodes: string
  /** Bytes of its log that are in the library. */
  logRead: number
  outcome: Outcome
  /** Since when the task is over while its log does not say how its work ended. */
  overSince: number | null
  stoppedAt: number | null
  endedAt: number | null
}

export type RunTask = ClusterTask & { runId: string }
export type ShardTask = ClusterTask & { shard: Shard }

export const isRun = (task: ClusterTask): task is RunTask => task.runId !== null
export const isShard = (task: ClusterTask): task is ShardTask => task.shard !== null

/** What may change of a task; an absent field stays. */
export type ClusterTaskPatch = Partial<
  Pick<
    ClusterTask,
    | 'job'
    | 'state'
    | 'reason'
    | 'partition'
    | 'nodes'
    | 'logRead'
    | 'overSince'
    | 'stoppedAt'
    | 'endedAt'
  > &
    Pick<Shard, 'done' | 'failed'> & { outcome: Outcome }
>

const SELECT = `SELECT id, run AS number, shard_of AS jobId, shard, items, done, failed, profile,
  submission, task, job, state, reason, partition, nodes, log_read AS logRead, outcome,
  over_since AS overSince, stopped_at AS stoppedAt, ended_at AS endedAt FROM cluster_task`

type Row = Omit<ClusterTask, 'runId' | 'shard' | 'profile' | 'outcome'> &
  Omit<Shard, 'jobId' | 'number'> & {
    number: number | null
    jobId: number | null
    shard: number | null
    profile: string
    outcome: string | null
  }

/**
 * Notes that runs are about to be submitted as one array, in place of where they were before. What was read of a log is
 * read still where the run goes to the same folder again.
 */
export function insertRunTasks(
  db: WriteDb,
  runIds: readonly string[],
  { profile, submission }: Pick<ClusterTask, 'profile' | 'submission'>
): void {
  const text = JSON.stringify(profile)
  transaction(db, () => {
    runIds.forEach((id, task) => {
      run(
        db,
        `INSERT INTO cluster_task (run, profile, submission, task)
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

/** Notes the shards of a job that are about to be submitted as one array, in place of earlier ones. */
export function insertShardTasks(
  db: WriteDb,
  jobId: number,
  { profile, submission }: Pick<ClusterTask, 'profile' | 'submission'>,
  sizes: readonly number[]
): void {
  transaction(db, () => {
    run(db, 'DELETE FROM cluster_task WHERE shard_of = ?', jobId)
    sizes.forEach((items, number) => {
      run(
        db,
        `INSERT INTO cluster_task (shard_of, shard, items, profile, submission, task)
         VALUES (?, ?, ?, ?, ?, ?)`,
        ...[jobId, number, items, JSON.stringify(profile), submission, number]
      )
    })
  })
}

export function updateClusterTask(db: WriteDb, id: number, patch: ClusterTaskPatch): void {
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
    `UPDATE cluster_task SET ${names.map((name) => `${name} = :${name}`).join(', ')}
     WHERE id = :id`,
    { ...columns, id }
  )
}

/** What a cluster has or is about to get, by submission and task. */
export const listClusterTasks = (db: ReadDb): ClusterTask[] =>
  all<Row>(db, `${SELECT} WHERE ended_at IS NULL ORDER BY submission, task`).map(fromSql)

/** The last submission of a run, also one that has ended; null where it was never submitted. */
export function findRunTask(db: ReadDb, runId: string): RunTask | null {
  const [task] = all<Row>(db, `${SELECT} WHERE run = ?`, runNumber(runId)).map(fromSql)
  return task && isRun(task) ? task : null
}

/** The shards of a job's last submission, also those that have ended; none where there was none. */
export const listShardTasks = (db: ReadDb, jobId: number): ShardTask[] =>
  all<Row>(db, `${SELECT} WHERE shard_of = ? ORDER BY shard`, jobId).map(fromSql).filter(isShard)

const COLUMNS = {
  job: 'job',
  state: 'state',
  reason: 'reason',
  partition: 'partition',
  nodes: 'nodes',
  logRead: 'log_read',
  overSince: 'over_since',
  done: 'done',
  failed: 'failed',
  stoppedAt: 'stopped_at',
  endedAt: 'ended_at'
} as const

const fromSql = ({
  number,
  jobId,
  shard,
  items,
  done,
  failed,
  profile,
  outcome,
  ...row
}: Row): ClusterTask => ({
  ...row,
  runId: number === null ? null : runIdOf(number),
  shard: jobId === null || shard === null ? null : { jobId, number: shard, items, done, failed },
  profile: JSON.parse(profile) as ClusterProfile,
  outcome: outcome === null ? null : (JSON.parse(outcome) as Outcome)
})
