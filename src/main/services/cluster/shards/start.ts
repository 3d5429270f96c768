import type { CaptioningParams, ClusterProfile, EmbedParams } from '../../../../shared/domain'
import { transaction } from '../../../store/core/connection'
import { insertClusterWork } from '../../../store/jobs/cluster-work'
import type { Workbench } from '../../workbench/workbench'

export type ShardedJob =
  { kind: 'caption'; params: CaptioningParams } | { kind: 'embed'; params: EmbedParams }

/** Queues a job whose images are worked on in at most so many shards on a cluster; gives its id. */
export function startShards(
  { library, queue }: Pick<Workbench, 'library' | 'queue'>,
  { kind, params }: ShardedJob,
  { profile, shards }: { profile: ClusterProfile; shards: number }
): number {
  return transaction(library.write, () => {
    const { id } = queue.add(kind, params)
    insertClusterWork(library.write, id, { profile, shards })
    return id
  })
}

/** Has a job, which does not run, go on in shards on a cluster. */
export function moveToCluster(
  { library }: Pick<Workbench, 'library'>,
  jobId: number,
  cluster: { profile: ClusterProfile; shards: number }
): void {
  insertClusterWork(library.write, jobId, cluster)
}
