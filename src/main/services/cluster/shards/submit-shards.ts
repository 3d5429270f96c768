import { randomBytes } from 'node:crypto'
import { transaction } from '../../../store/core/connection'
import { setMadeBy, type ClusterWork } from '../../../store/jobs/cluster-work'
import {
  insertShardTasks,
  listShardTasks,
  SUBMITTING,
  updateClusterTask,
  type ShardTask
} from '../../../store/runs/cluster-tasks'
import { ELSEWHERE, type JobContext } from '../../jobs/job-handler'
import { submitArray } from '../submit-array'
import { mergerOf } from './merger-of'
import { shardSending, type ShardsToSend } from './send-shards'
import type { ShardItem } from './shard-files'

/** What the items of a job are to become. */
export type ShardedWork = Omit<ShardsToSend, 'tasks' | 'items'> & {
  /** Images by their paths here. */
  items: readonly ShardItem[]
  /** What results have to be of, when they come. */
  madeBy: unknown
}

/** Sends the items of a job to its cluster as an array of shards. The job then goes on there. */
export async function submitShards(
  context: JobContext,
  { profile, shards }: ClusterWork,
  { items, madeBy, ...work }: ShardedWork
): Promise<typeof ELSEWHERE> {
  const { library, jobId } = context
  const split = splitEvenly(items, shards)
  const submission = randomBytes(6).toString('hex')
  const sizes = split.map((some) => some.reduce((sum, { ids }) => sum + ids.length, 0))
  transaction(library.write, () => {
    setMadeBy(library.write, jobId, madeBy)
    insertShardTasks(library.write, jobId, { profile, submission }, sizes)
  })
  const tasks = listShardTasks(library.read, jobId)
  const sending = shardSending(context, { ...work, items: split, tasks })
  return noteSubmitted(context, tasks, await submitArray(context, tasks, sending))
}

/**
 * Asks again for a submission whose answer was lost: the scheduler may have it. Null where there is
 * none.
 */
export async function resubmitLost(
  context: JobContext,
  command: 'caption' | 'embed'
): Promise<typeof ELSEWHERE | null> {
  const tasks = listShardTasks(context.library.read, context.jobId)
  const lost = tasks.some(({ state, job }) => job === null && state === SUBMITTING)
  if (!lost) return null
  const job = await submitArray(context, tasks, { command, send: () => Promise.resolve() })
  return noteSubmitted(context, tasks, job)
}

function noteSubmitted(
  { library, jobId, report }: JobContext,
  tasks: readonly ShardTask[],
  job: string
): typeof ELSEWHERE {
  transaction(library.write, () => {
    for (const { id } of tasks) updateClusterTask(library.write, id, { job, state: 'PENDING' })
  })
  report(mergerOf(library, jobId).progress())
  return ELSEWHERE
}

/** `items` in their order in `count` parts, of which none has over one item more than another. */
export function splitEvenly<Item>(items: readonly Item[], count: number): Item[][] {
  const parts = Math.max(1, Math.min(count, items.length))
  return Array.from({ length: parts }, (_, part) =>
    items.slice(
      Math.floor((part * items.length) / parts),
      Math.floor(((part + 1) * items.length) / parts)
    )
  )
}
