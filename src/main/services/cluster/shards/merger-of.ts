import { findClusterWork } from '../../../store/jobs/cluster-work'
import { getJob } from '../../../store/jobs/jobs'
import type { Library } from '../../../store/core/library'
import { captionMerger } from './merge-captions'
import { vectorMerger } from './merge-vectors'
import type { ShardMerger } from './merger'

/** What takes the results of a job's shards into the library, by the kind of job. */
export function mergerOf(library: Library, jobId: number): ShardMerger {
  const { kind, params } = getJob(library.read, jobId)
  const { madeBy = null } = findClusterWork(library.read, jobId) ?? {}
  const merger = kind === 'embed' ? vectorMerger : captionMerger
  return merger({ library, jobId, params, madeBy })
}
