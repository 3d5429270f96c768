import { listShardTasks } from '../../../store/runs/cluster-tasks'
import type { Workbench } from '../../workbench/workbench'

/** How far a shard of a job is. */
export interface ShardProgress {
  /** From 1. */
  number: number
  items: number
  done: number
  failed: number
  /** Where it waits or works, by the scheduler's own words. */
  place: string
  /** Whether the cluster has nothing more to do with it. */
  ended: boolean
}

/** The shards of a job's last submission. */
export const listShards = (
  { library }: Pick<Workbench, 'library'>,
  jobId: number
): ShardProgress[] =>
  listShardTasks(library.read, jobId).map(
    ({ shard: { number, items, done, failed }, job, task, endedAt, ...word }) => {
      const { state, partition, nodes, reason } = word
      const where = [state, partition, nodes || reason, job === null ? '' : `${job}_${task}`]
      return {
        ...{ number: number + 1, items, done, failed },
        place: where.filter((part) => part !== '').join(' '),
        ended: endedAt !== null
      }
    }
  )
