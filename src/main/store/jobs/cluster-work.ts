import type { ClusterProfile } from '../../../shared/domain'
import { get, run, type ReadDb, type WriteDb } from '../core/connection'

/** That a job's work is done by shards on a cluster. */
export interface ClusterWork {
  profile: ClusterProfile
  /** At most. */
  shards: number
  /** What the results of its shards are of: its kind of job knows the form; null until it is known. */
  madeBy: unknown
}

/** Has a job done on a cluster, in place of where it was done before. */
export function insertClusterWork(
  db: WriteDb,
  jobId: number,
  { profile, shards }: Pick<ClusterWork, 'profile' | 'shards'>
): void {
  run(
    db,
    `INSERT INTO cluster_work (job_id, profile, shards) VALUES (?, ?, ?)
     ON CONFLICT (job_id) DO UPDATE SET profile = excluded.profile, shards = excluded.shards`,
    ...[jobId, JSON.stringify(profile), shards]
  )
}

export function setMadeBy(db: WriteDb, jobId: number, madeBy: unknown): void {
  run(
    db,
    'UPDATE cluster_work SET made_by = ? WHERE job_id = ?',
    ...[JSON.stringify(madeBy), jobId]
  )
}

/** Null for a job that is done on this machine. */
export function findClusterWork(db: ReadDb, jobId: number): ClusterWork | null {
  const row = get<{ profile: string; shards: number; madeBy: string | null }>(
    db,
    'SELECT profile, shards, made_by AS madeBy FROM cluster_work WHERE job_id = ?',
    jobId
  )
  return (
    (row && {
      profile: JSON.parse(row.profile) as ClusterProfile,
      shards: row.shards,
      madeBy: row.madeBy === null ? null : (JSON.parse(row.madeBy) as unknown)
    }) ??
    null
  )
}
