import * as v from 'valibot'
import { CaptioningParams, isJobElsewhere } from '../../../shared/domain'
import { moveToCluster, startShards } from '../../services/cluster'
import { chosenCluster } from './run-anywhere'
import type { ClusterOptions } from './cluster-options'
import { earlierJob, findEarlier, startJob } from './earlier-captioning'
import type { Session } from './session'

interface Call {
  source: string | undefined
  options: ClusterOptions & { resume?: true; retryFailed?: true }
}

/**
 * Queues a captioning on this machine or for a cluster, or an earlier one again. A cluster that is at
 * work on the same images goes on with them. Gives the id of the job.
 */
export async function startCaptioning(
  { api, workbench }: Session,
  params: v.InferInput<typeof CaptioningParams>,
  { source, options }: Call
): Promise<number> {
  const { resume = false, retryFailed = false } = options
  const cluster = await chosenCluster(options)
  if (!resume && !retryFailed) {
    const same = cluster && (await findEarlier(api, params))
    if (same && isJobElsewhere(same)) return same.id
    if (!cluster) return startJob(api, params, null, false)
    const job = { kind: 'caption', params: v.parse(CaptioningParams, params) } as const
    return startShards(workbench, job, cluster)
  }
  const earlier = await earlierJob(api, params, source)
  if (cluster && !isJobElsewhere(earlier)) moveToCluster(workbench, earlier.id, cluster)
  return startJob(api, params, earlier, retryFailed)
}
