import * as v from 'valibot'
import { EntityId, ErrorInfo, Timestamp } from './common'

export const JobKind = v.picklist([
  'import',
  'embed',
  'train',
  'caption',
  'evaluate',
  'download',
  'demo',
  'duplicates',
  'submit'
])
export type JobKind = v.InferOutput<typeof JobKind>

export const JobState = v.picklist([
  'queued',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
  'interrupted'
])
export type JobState = v.InferOutput<typeof JobState>

export const JobProgress = v.object({
  /** What the job is doing now: a key of the window's message table, such as `embedding`. */
  phase: v.string(),
  done: v.number(),
  /** Null while it is not known. */
  total: v.nullable(v.number()),
  /** Units per second, measured lately; null at the start. */
  rate: v.nullable(v.number()),
  secondsLeft: v.nullable(v.number())
})
export type JobProgress = v.InferOutput<typeof JobProgress>

/** Where a cluster has a job. */
export const JobCluster = v.object({
  /** Name of the profile. */
  profile: v.string(),
  /** Shards of its last submission, and those that the cluster has nothing more to do with. */
  shards: v.number(),
  ended: v.number()
})
export type JobCluster = v.InferOutput<typeof JobCluster>

export const Job = v.object({
  id: EntityId,
  kind: JobKind,
  /** Queued jobs are done by rising position. */
  position: v.number(),
  state: JobState,
  /** The job's parameters, checked by its own kind's schema before it is queued. */
  params: v.unknown(),
  progress: JobProgress,
  /** What the job returned, when it is done. */
  result: v.unknown(),
  error: v.nullable(ErrorInfo),
  createdAt: Timestamp,
  startedAt: v.nullable(Timestamp),
  finishedAt: v.nullable(Timestamp),
  /** Null for a job that no cluster has had. */
  cluster: v.nullable(JobCluster)
})
export type Job = v.InferOutput<typeof Job>

/** Whether a cluster has a job, so that it goes on without this machine. */
export const isJobElsewhere = ({ state, cluster }: Pick<Job, 'state' | 'cluster'>): boolean =>
  state === 'running' && cluster !== null && cluster.ended < cluster.shards
