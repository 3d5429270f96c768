import type { ClusterLook, ErrorInfo } from '../../../shared/domain'
import { toErrorInfo } from '../../../shared/errors'
import {
  isRun,
  isShard,
  listClusterTasks,
  updateClusterTask,
  type ClusterTask
} from '../../store/runs/cluster-tasks'
import { taskDir } from './cluster-root'
import { RunFollower } from './follow-run'
import type { Followed, FollowerOptions } from './followed'
import { placeOf, type Place } from './place'
import { readLogs } from './read-logs'
import { ShardFollower } from './shards/follow-shard'
import { accountsOf, isOver, parseJobs, QUEUE, type JobStatus } from './slurm'

/** How long the last lines of a log may take until a shared file system shows them. */
const LATE_MS = 60_000

/**
 * Takes what runs and shards on clusters do into the library: states, results and ends. It goes on
 * from what the library holds, whoever looked last, so that nothing is lost or taken twice.
 */
export class ClusterFollower {
  readonly #options: FollowerOptions
  readonly #runs: RunFollower
  readonly #shards: ShardFollower
  #looking: Promise<ClusterLook> | null = null
  #timer: NodeJS.Timeout | null = null
  readonly #closing = new AbortController()

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#runs = new RunFollower(options)
    this.#shards = new ShardFollower(options)
  }

  /** From now on looks by itself, as often as the profiles say. */
  start(): void {
    this.#wait(0)
  }

  /** Looks at all clusters that have tasks; who asks meanwhile gets the same answer. */
  look(): Promise<ClusterLook> {
    this.#looking ??= this.#lookAtAll().finally(() => (this.#looking = null))
    return this.#looking
  }

  /** Resolves when nothing is under way any more; tasks go on without it. */
  async close(): Promise<void> {
    this.#closing.abort()
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking?.catch(() => undefined)
  }

  #wait(ms: number): void {
    if (this.#closing.signal.aborted) return
    const again = () => {
      const tasks = this.#tasks()
      if (tasks.length === 0) {
        this.#wait(IDLE_MS)
        return
      }
      const failed = (error: unknown) =>
        this.#options.log.error({ error }, 'the clusters could not be looked at')
      void this.look()
        .catch(failed)
        .finally(() => this.#wait(everyOf(tasks) * 1000))
    }
    this.#timer = setTimeout(again, ms).unref()
  }

  #tasks(): ClusterTask[] {
    return listClusterTasks(this.#options.library.read).filter(({ job }) => job !== null)
  }

  #followed(task: ClusterTask): Followed {
    if (isRun(task)) return this.#runs.follow(task)
    if (isShard(task)) return this.#shards.follow(task)
    throw new Error(`task ${task.id} is neither a run nor a shard`)
  }

  async #lookAtAll(): Promise<ClusterLook> {
    const problems: ErrorInfo[] = []
    for (const tasks of byPlace(this.#tasks())) {
      const note = (error: unknown) => {
        this.#options.log.warn({ error }, 'a cluster could not be followed')
        problems.push(toErrorInfo(error))
      }
      await this.#lookAt(tasks, note).catch(note)
    }
    const tasks = this.#tasks()
    return { underWay: tasks.length, every: everyOf(tasks), problems }
  }

  /** Calls `note` with what keeps a single task from being followed. */
  async #lookAt(tasks: readonly ClusterTask[], note: (error: unknown) => void): Promise<void> {
    const [first] = tasks
    if (!first) return
    const place = placeOf(first.profile, this.#closing.signal)
    const statuses = await askFor(place, tasks)
    for (const task of tasks) this.#noteStatus(task, statuses.get(nameOf(task)))
    const begun = tasks.filter((task) => statuses.get(nameOf(task))?.state !== 'PENDING')
    const unread = await this.#readLogs(place, begun, note)
    const looked = new Set(tasks.map(({ id }) => id).filter((id) => !unread.has(id)))
    for (const task of this.#tasks()) {
      if (!looked.has(task.id)) continue
      const status = statuses.get(nameOf(task))
      if (!status || isOver(status.state)) await this.#end(place, task)
    }
  }

  #noteStatus(task: ClusterTask, status: JobStatus | undefined): void {
    if (!status) return
    if (task.overSince !== null && !isOver(status.state)) {
      updateClusterTask(this.#options.library.write, task.id, { overSince: null })
    }
    const { state, reason, partition, nodes } = status
    const same =
      task.state === state &&
      task.reason === reason &&
      task.partition === partition &&
      task.nodes === nodes
    if (same) return
    updateClusterTask(this.#options.library.write, task.id, { state, reason, partition, nodes })
    this.#followed(task).noteState(state)
  }

  /** Reads all logs to their ends, a piece of each at a time; returns the tasks where it failed. */
  async #readLogs(
    place: Place,
    tasks: readonly ClusterTask[],
    note: (error: unknown) => void
  ): Promise<Set<number>> {
    const { library } = this.#options
    const unread = new Set<number>()
    let open = tasks.map((task) => ({ task, from: task.logRead }))
    while (open.length > 0) {
      const files = open.map(({ task, from }) => ({
        path: `${taskDir(library, task)}/log.jsonl`,
        from
      }))
      const pieces = await readLogs(place, files)
      const next: typeof open = []
      for (const [index, { task, from }] of open.entries()) {
        const piece = pieces[index]
        if (piece === null) updateClusterTask(library.write, task.id, { logRead: 0 })
        try {
          const taken = piece ? await this.#followed(task).take(place, piece, from) : 0
          if (taken > 0) next.push({ task, from: from + taken })
        } catch (error) {
          unread.add(task.id)
          note(error)
        }
      }
      open = next
    }
    return unread
  }

  /** Ends a task that its cluster has nothing more to do with. */
  async #end(place: Place, task: ClusterTask): Promise<void> {
    if (task.outcome === null && task.nodes !== '') {
      // In the library: each look may be that of another process.
      const overSince = task.overSince ?? Date.now()
      if (task.overSince === null) {
        updateClusterTask(this.#options.library.write, task.id, { overSince })
      }
      if (Date.now() - overSince < LATE_MS) return
    }
    await this.#followed(task).end(place)
  }
}

/** How often it is looked whether there is anything to look at. */
const IDLE_MS = 2000

const everyOf = (tasks: readonly ClusterTask[]): number =>
  tasks.reduce((least, { profile }) => Math.min(least, profile.every), 3600)

const nameOf = ({ job, task }: ClusterTask): string => `${job}_${task}`

const byPlace = (tasks: readonly ClusterTask[]): ClusterTask[][] => [
  ...Map.groupBy(tasks, ({ profile: { host, setup } }) => JSON.stringify([host, setup])).values()
]

async function askFor(
  place: Place,
  tasks: readonly ClusterTask[]
): Promise<Map<string, JobStatus>> {
  const found = parseJobs((await place.run(QUEUE)).toString('utf8'))
  const forgotten = tasks.map(nameOf).filter((name) => !found.has(name))
  if (forgotten.length === 0) return found
  const told = parseJobs((await place.run(accountsOf(forgotten))).toString('utf8'))
  return new Map([...told, ...found])
}
