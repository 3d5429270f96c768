import { transaction } from '../../../store/core/connection'
import { getJob, updateJob } from '../../../store/jobs/jobs'
import {
  listShardTasks,
  updateClusterTask,
  type ShardTask
} from '../../../store/runs/cluster-tasks'
import { taskDir } from '../cluster-root'
import type { Followed, FollowerOptions } from '../followed'
import type { Place } from '../place'
import { endOf } from '../task-end'
import type { ShardMerger } from './merger'
import { mergerOf } from './merger-of'
import { readShardLog } from './shard-log'

/** Takes what shards on clusters do into the library: their results, and how their job ends. */
export class ShardFollower {
  readonly #options: FollowerOptions

  constructor(options: FollowerOptions) {
    this.#options = options
  }

  follow(task: ShardTask): Followed {
    return {
      noteState: () => this.#tell(task),
      take: (place, piece, from) => this.#take(task, place, { piece, from }),
      end: () => this.#end(task)
    }
  }

  #tell({ shard: { jobId } }: ShardTask): void {
    const { library, emit } = this.#options
    emit({ type: 'job', job: getJob(library.write, jobId) })
  }

  async #take(
    task: ShardTask,
    place: Place,
    { piece, from }: { piece: Buffer; from: number }
  ): Promise<number> {
    const { library, emit } = this.#options
    const { lines, outcome, bytes } = readShardLog(piece)
    if (bytes === 0) return 0
    const merger = mergerOf(library, task.shard.jobId)
    const dropBrought = await merger.bring(place, taskDir(library, task), lines)
    try {
      const events = transaction(library.write, () => {
        const { done, failed, events } = merger.merge(lines)
        const before = listShardTasks(library.write, task.shard.jobId).find(
          ({ id }) => id === task.id
        )
        updateClusterTask(library.write, task.id, {
          logRead: from + bytes,
          done: (before?.shard.done ?? 0) + done,
          failed: (before?.shard.failed ?? 0) + failed,
          ...(outcome !== undefined && { outcome })
        })
        return events
      })
      for (const event of events) emit(event)
    } finally {
      await dropBrought()
    }
    this.#progress(task, merger)
    return bytes
  }

  #progress({ shard: { jobId } }: ShardTask, merger: ShardMerger): void {
    const { library, emit } = this.#options
    const progress = { ...merger.progress(), rate: null, secondsLeft: null }
    emit({ type: 'job', job: updateJob(library.write, jobId, { progress }) })
  }

  /** Ends a shard, and with the last one its job. */
  async #end(task: ShardTask): Promise<void> {
    const { library, emit } = this.#options
    const { jobId } = task.shard
    const at = Date.now()
    const isLast = listShardTasks(library.read, jobId).every(
      ({ id, endedAt }) => id === task.id || endedAt !== null
    )
    const merger = mergerOf(library, task.shard.jobId)
    // It can be done twice, and has to be before the job has ended.
    if (isLast) await merger.complete()
    transaction(library.write, () => {
      updateClusterTask(library.write, task.id, { endedAt: at })
      if (!isLast) return
      const shards = listShardTasks(library.write, jobId)
      const ends = shards.map((shard) => endOf(shard, `${taskDir(library, shard)}/log.txt`))
      updateJob(library.write, jobId, { ...merger.endOf(shards, ends), finishedAt: at })
    })
    emit({ type: 'job', job: getJob(library.write, jobId) })
  }
}
