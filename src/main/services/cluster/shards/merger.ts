import type { WorkbenchEvent } from '../../../../shared/contract'
import type { ErrorInfo, JobProgress, JobState } from '../../../../shared/domain'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import type { Library } from '../../../store/core/library'
import type { JobPatch } from '../../../store/jobs/jobs'
import type { ShardTask } from '../../../store/runs/cluster-tasks'
import type { Place } from '../place'
import type { ShardLine } from './shard-log'

/** A job whose shards are merged into its library. */
export interface Merging {
  library: Library
  jobId: number
  params: unknown
  /** What its kind of job noted when it was submitted. */
  madeBy: unknown
}

/** How a shard ended. */
export interface ShardEnd {
  state: JobState
  error: ErrorInfo | null
}

/** Takes the results of a job's shards into the library: what is there already stays. */
export interface ShardMerger {
  /** Brings files that lines tell of; what it gives drops them again. */
  bring(place: Place, there: string, lines: readonly ShardLine[]): Promise<() => Promise<void>>
  /** Within a transaction; counts items, and gives what is to be told after it. */
  merge(lines: readonly ShardLine[]): { done: number; failed: number; events: WorkbenchEvent[] }
  progress(): Pick<JobProgress, 'phase' | 'done' | 'total'>
  /** What is left to do once nothing more comes. */
  complete(): Promise<void>
  /** How the job ends, all of whose shards have. */
  endOf(shards: readonly ShardTask[], ends: readonly ShardEnd[]): JobPatch
}

/** How a job ends of which `left` items have no result: as its shards did. */
export function unfinished(ends: readonly ShardEnd[], left: number): JobPatch {
  if (ends.some(({ state }) => state === 'cancelled')) return { state: 'cancelled', error: null }
  const failed = ends.filter(({ state }) => state === 'failed')
  const detail = failed.find(({ error }) => error)?.error?.message ?? ''
  const params = { failed: failed.length, total: ends.length, left, detail }
  const error = toErrorInfo(new AppError('cluster.shards-failed', params))
  return { state: 'failed', error }
}
