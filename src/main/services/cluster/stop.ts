import { AppError } from '../../../shared/errors'
import {
  findRunTask,
  listShardTasks,
  updateClusterTask,
  type ClusterTask
} from '../../store/runs/cluster-tasks'
import { isOnCluster } from '../../../shared/domain'
import { getRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'
import { taskDir } from './cluster-root'
import { placeOf } from './place'

type Place = Pick<Workbench, 'library'>

/**
 * Stops a run on its cluster: one that waits leaves the queue, one that trains writes a checkpoint
 * first, unless `keep` is false. It has ended once it was looked at again. Throws
 * `cluster.not-there`, and what the cluster's commands throw.
 */
export async function stopOnCluster(place: Place, runId: string, keep: boolean): Promise<void> {
  const { library } = place
  const task = findRunTask(library.read, runId)
  if (!task || !isOnCluster(getRun(library.read, runId).cluster)) {
    throw new AppError('cluster.not-there', { run: runId })
  }
  await stopTasks(place, [task], keep)
}

/**
 * Stops the shards of a job on its cluster; what they have done comes into the library. Throws
 * `cluster.no-shards`, and what the cluster's commands throw.
 */
export async function stopShards(place: Place, jobId: number): Promise<void> {
  const tasks = listShardTasks(place.library.read, jobId).filter(
    ({ job, endedAt }) => job !== null && endedAt === null
  )
  if (tasks.length === 0) throw new AppError('cluster.no-shards', { id: jobId })
  await stopTasks(place, tasks, true)
}

/** Stops tasks of one array. */
async function stopTasks(
  { library }: Place,
  tasks: readonly ClusterTask[],
  keep: boolean
): Promise<void> {
  const [first] = tasks
  if (!first) return
  const names = tasks.map(({ job, task }) => `${job}_${task}`).join(' ')
  const stops = tasks.map((task) => `${taskDir(library, task)}/stop`).join(' ')
  // First the files: without its own an attempt that is asked to end is queued again.
  await placeOf(first.profile).run(`set -e
touch ${stops}
${keep ? `scancel --state=PENDING ${names}\nscancel --state=RUNNING --batch --signal=TERM ${names}` : `scancel ${names}`}`)
  for (const { id } of tasks) updateClusterTask(library.write, id, { stoppedAt: Date.now() })
}
