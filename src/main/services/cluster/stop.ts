import { AppError } from '../../../shared/errors'
import { findClusterJob, updateClusterJob } from '../../store/runs/cluster-jobs'
import { isOnCluster } from '../../../shared/domain'
import { getRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'
import { clusterRunDir } from './cluster-root'
import { placeOf } from './place'

/**
 * Stops a run on its cluster: one that waits leaves the queue, one that trains writes a checkpoint
 * first, unless `keep` is false. It has ended once it was looked at again. Throws
 * `cluster.not-there`, and what the cluster's commands throw.
 */
export async function stopOnCluster(
  { library }: Pick<Workbench, 'library'>,
  runId: string,
  keep: boolean
): Promise<void> {
  const job = findClusterJob(library.read, runId)
  if (!job || !isOnCluster(getRun(library.read, runId).cluster)) {
    throw new AppError('cluster.not-there', { run: runId })
  }
  const name = `${job.job}_${job.task}`
  // First the file: without it an attempt that is asked to end is queued again.
  await placeOf(job.profile).run(`set -e
touch ${clusterRunDir(library, job.profile, runId)}/stop
${keep ? `scancel --state=PENDING ${name}\nscancel --state=RUNNING --batch --signal=TERM ${name}` : `scancel ${name}`}`)
  updateClusterJob(library.write, runId, { stoppedAt: Date.now() })
}
