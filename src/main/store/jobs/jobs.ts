import type {
  ErrorInfo,
  Job,
  JobCluster,
  JobKind,
  JobProgress,
  JobState
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  all,
  get,
  run,
  transaction,
  type ReadDb,
  type SqlValue,
  type WriteDb
} from '../core/connection'

/** Where a cluster has a job, as JSON: its shards, once they are submitted, and those that have ended. */
const CLUSTER = `SELECT json_object('profile', max(profile ->> 'name'), 'shards', count(*),
  'ended', count(ended_at)) FROM cluster_task
  WHERE shard_of = job.id AND cluster_task.job IS NOT NULL HAVING count(*) > 0`

/** That a cluster has a job: some of its shards have not ended. */
const ELSEWHERE = `EXISTS (SELECT 1 FROM cluster_task
  WHERE shard_of = job.id AND cluster_task.job IS NOT NULL AND ended_at IS NULL)`

const SELECT = `SELECT id, kind, coalesce(position, id) AS position, state, params, progress, result, error, created_at AS createdAt,
  started_at AS startedAt, finished_at AS finishedAt, (${CLUSTER}) AS cluster FROM job`

type SqlJob = Omit<Job, 'params' | 'progress' | 'result' | 'error' | 'cluster'> &
  Record<'params' | 'progress', string> &
  Record<'result' | 'error' | 'cluster', string | null>

/** The process that runs a job: its id, and when it started, since ids are used again. */
export interface JobProcess {
  pid: number
  /** Milliseconds since 1970. */
  startedAt: number
}

/** What may change of a job; an absent field stays. */
export interface JobPatch {
  state?: JobState
  progress?: JobProgress
  result?: unknown
  error?: ErrorInfo | null
  process?: JobProcess | null
  startedAt?: number | null
  finishedAt?: number | null
}

/** Puts a job at the end of the queue. */
export function insertJob(db: WriteDb, kind: JobKind, params: unknown): Job {
  const progress: JobProgress = {
    phase: 'queued',
    done: 0,
    total: null,
    rate: null,
    secondsLeft: null
  }
  const { lastId } = run(
    db,
    `INSERT INTO job (kind, state, params, progress, created_at)
     VALUES (?, 'queued', ?, ?, ?)`,
    kind,
    JSON.stringify(params),
    JSON.stringify(progress),
    Date.now()
  )
  return getJob(db, lastId)
}

export function updateJob(db: WriteDb, id: number, patch: JobPatch): Job {
  const columns: Record<string, SqlValue> = {}
  if (patch.state !== undefined) columns['state'] = patch.state
  if (patch.progress !== undefined) columns['progress'] = JSON.stringify(patch.progress)
  if (patch.result !== undefined) columns['result'] = JSON.stringify(patch.result)
  if (patch.error !== undefined) columns['error'] = patch.error && JSON.stringify(patch.error)
  if (patch.process !== undefined) {
    columns['pid'] = patch.process?.pid ?? null
    columns['pid_start'] = patch.process?.startedAt ?? null
  }
  if (patch.startedAt !== undefined) columns['started_at'] = patch.startedAt
  if (patch.finishedAt !== undefined) columns['finished_at'] = patch.finishedAt
  const names = Object.keys(columns)
  if (names.length > 0) {
    const assignments = names.map((name) => `${name} = :${name}`).join(', ')
    run(db, `UPDATE job SET ${assignments} WHERE id = :id`, { ...columns, id })
  }
  return getJob(db, id)
}

/** The newest `limit` jobs with every older one that waits, works or was interrupted, newest first. */
export function listJobs(db: ReadDb, limit: number): Job[] {
  return all<SqlJob>(
    db,
    `${SELECT} WHERE state IN ('queued', 'running', 'paused', 'interrupted')
       OR id IN (SELECT id FROM job ORDER BY id DESC LIMIT ?) ORDER BY id DESC`,
    limit
  ).map(fromSql)
}

/** Jobs of one state in the order of the queue: `queued` ones are the queue. */
export function listJobsByState(db: ReadDb, state: JobState): Job[] {
  return all<SqlJob>(
    db,
    `${SELECT} WHERE state = ? ORDER BY coalesce(position, id), id`,
    state
  ).map(fromSql)
}

/**
 * Puts a queued job before another one of the queue, or at its end, and returns the jobs whose place
 * changed. The places of the queue stay what they are, so that a new job comes behind all of them.
 */
export function moveJob(db: WriteDb, id: number, before: number | null): Job[] {
  return transaction(db, () => {
    const queue = listJobsByState(db, 'queued')
    const places = queue.map(({ position }) => position)
    const moved = queue.find((job) => job.id === id)
    if (!moved) return []
    const others = queue.filter((job) => job.id !== id)
    const at = others.findIndex((job) => job.id === before)
    const ordered = others.toSpliced(at < 0 ? others.length : at, 0, moved)
    return ordered.flatMap((job, index) => {
      if (job.position === places[index]) return []
      run(db, 'UPDATE job SET position = ? WHERE id = ?', places[index] ?? job.position, job.id)
      return getJob(db, job.id)
    })
  })
}

/** The job, or `entity.not-found`. */
export function getJob(db: ReadDb, id: number): Job {
  const row = get<SqlJob>(db, `${SELECT} WHERE id = ?`, id)
  if (!row) throw new AppError('entity.not-found', { entity: 'job', id })
  return fromSql(row)
}

/**
 * Marks running and paused jobs whose process is gone as interrupted, with their runs, and returns
 * them; not those that a cluster has. `isAlive` tells whether the process that was noted still runs.
 */
export function interruptLostJobs(db: WriteDb, isAlive: (process: JobProcess) => boolean): Job[] {
  return transaction(db, () => {
    const unfinished = all<{ id: number; pid: number | null; startedAt: number | null }>(
      db,
      `SELECT id, pid, pid_start AS startedAt FROM job
       WHERE state IN ('running', 'paused') AND NOT ${ELSEWHERE}`
    )
    const lost = unfinished.filter(
      ({ pid, startedAt }) => pid === null || startedAt === null || !isAlive({ pid, startedAt })
    )
    return lost.map(({ id }) => {
      run(db, "UPDATE run SET state = 'interrupted' WHERE job_id = ?", id)
      return updateJob(db, id, { state: 'interrupted', process: null, finishedAt: Date.now() })
    })
  })
}

function fromSql(row: SqlJob): Job {
  return {
    ...row,
    params: JSON.parse(row.params) as unknown,
    progress: JSON.parse(row.progress) as JobProgress,
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorInfo),
    cluster: row.cluster === null ? null : (JSON.parse(row.cluster) as JobCluster)
  }
}
