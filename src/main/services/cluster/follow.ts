import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { ClusterLook, ErrorInfo, JobState, Run } from '../../../shared/domain'
import { toErrorInfo } from '../../../shared/errors'
import { transaction } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { listClusterJobs, updateClusterJob, type ClusterJob } from '../../store/runs/cluster-jobs'
import { updateRun } from '../../store/runs/runs'
import { RunRecorder } from '../train'
import { bringCheckpoints, bringRest } from './bring'
import { clusterRunDir } from './cluster-root'
import { placeOf, type Place } from './place'
import { readLogs } from './read-logs'
import { readLog } from './run-log'
import { endOf } from './run-end'
import { accountsOf, isOver, parseJobs, QUEUE, type JobStatus } from './slurm'

export interface FollowerOptions {
  library: Library
  emit(event: WorkbenchEvent): void
  /** Called when a run has ended and all that it left is here. */
  onEnd?(run: Run): void
  log: Logger
}

/** How long the last lines of a log may take until a shared file system shows them. */
const LATE_MS = 60_000

/**
 * Takes what runs on clusters do into the library: states, curves, checkpoints and ends. It goes on
 * from what the library holds, whoever looked last, so that nothing is lost or taken twice.
 */
export class ClusterFollower {
  readonly #options: FollowerOptions
  readonly #recorders = new Map<string, RunRecorder>()
  #looking: Promise<ClusterLook> | null = null
  #timer: NodeJS.Timeout | null = null
  readonly #closing = new AbortController()

  constructor(options: FollowerOptions) {
    this.#options = options
  }

  /** From now on looks by itself, as often as the profiles of the runs say. */
  start(): void {
    this.#wait(0)
  }

  /** Looks at all clusters that have runs; who asks meanwhile gets the same answer. */
  look(): Promise<ClusterLook> {
    this.#looking ??= this.#lookAtAll().finally(() => (this.#looking = null))
    return this.#looking
  }

  /** Resolves when nothing is under way any more; runs go on without it. */
  async close(): Promise<void> {
    this.#closing.abort()
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking?.catch(() => undefined)
  }

  #wait(ms: number): void {
    if (this.#closing.signal.aborted) return
    const again = () => {
      const jobs = this.#jobs()
      if (jobs.length === 0) {
        this.#wait(IDLE_MS)
        return
      }
      const failed = (error: unknown) =>
        this.#options.log.error({ error }, 'the clusters could not be looked at')
      void this.look()
        .catch(failed)
        .finally(() => this.#wait(everyOf(jobs) * 1000))
    }
    this.#timer = setTimeout(again, ms).unref()
  }

  #jobs(): ClusterJob[] {
    return listClusterJobs(this.#options.library.read).filter(({ job }) => job !== null)
  }

  async #lookAtAll(): Promise<ClusterLook> {
    const problems: ErrorInfo[] = []
    for (const jobs of byPlace(this.#jobs())) {
      const note = (error: unknown) => {
        this.#options.log.warn({ error }, 'a cluster could not be followed')
        problems.push(toErrorInfo(error))
      }
      await this.#lookAt(jobs, note).catch(note)
    }
    const jobs = this.#jobs()
    return { underWay: jobs.length, every: everyOf(jobs), problems }
  }

  /** Calls `note` with what keeps a single run from being followed. */
  async #lookAt(jobs: readonly ClusterJob[], note: (error: unknown) => void): Promise<void> {
    const [first] = jobs
    if (!first) return
    const place = placeOf(first.profile, this.#closing.signal)
    const statuses = await askFor(place, jobs)
    for (const job of jobs) this.#noteStatus(job, statuses.get(nameOf(job)))
    const begun = jobs.filter((job) => statuses.get(nameOf(job))?.state !== 'PENDING')
    const unread = await this.#readLogs(place, begun, note)
    const looked = new Set(jobs.map(({ runId }) => runId).filter((runId) => !unread.has(runId)))
    for (const job of this.#jobs()) {
      if (!looked.has(job.runId)) continue
      const status = statuses.get(nameOf(job))
      if (!status || isOver(status.state)) await this.#end(place, job)
    }
  }

  #noteStatus(job: ClusterJob, status: JobStatus | undefined): void {
    const { library, emit } = this.#options
    if (!status) return
    if (job.overSince !== null && !isOver(status.state)) {
      updateClusterJob(library.write, job.runId, { overSince: null })
    }
    const { state, reason, partition, nodes } = status
    const same =
      job.state === state &&
      job.reason === reason &&
      job.partition === partition &&
      job.nodes === nodes
    if (same) return
    updateClusterJob(library.write, job.runId, { state, reason, partition, nodes })
    // How it ended is known once its log is read.
    const shown: JobState = state === 'PENDING' ? 'queued' : 'running'
    const patch = isOver(state) ? {} : { state: shown }
    emit({ type: 'run', run: updateRun(library.write, job.runId, patch) })
  }

  /** Reads all logs to their ends, a piece of each at a time; returns the runs where it failed. */
  async #readLogs(
    place: Place,
    jobs: readonly ClusterJob[],
    note: (error: unknown) => void
  ): Promise<Set<string>> {
    const { library } = this.#options
    const unread = new Set<string>()
    let open = jobs.map((job) => ({ job, from: job.logRead }))
    while (open.length > 0) {
      const files = open.map(({ job, from }) => ({
        path: `${clusterRunDir(library, job.profile, job.runId)}/log.jsonl`,
        from
      }))
      const pieces = await readLogs(place, files)
      const next: typeof open = []
      for (const [index, { job, from }] of open.entries()) {
        const piece = pieces[index]
        if (piece === null) updateClusterJob(library.write, job.runId, { logRead: 0 })
        try {
          const taken = piece ? await this.#take(place, job, from, piece) : 0
          if (taken > 0) next.push({ job, from: from + taken })
        } catch (error) {
          unread.add(job.runId)
          note(error)
        }
      }
      open = next
    }
    return unread
  }

  /** Takes a piece of a log into the library as a whole, and returns how many bytes it took. */
  async #take(place: Place, job: ClusterJob, from: number, piece: Buffer): Promise<number> {
    const { library } = this.#options
    const { runId } = job
    const { events, outcome, bytes } = readLog(piece)
    if (bytes === 0) return 0
    await bringCheckpoints(place, library, job, events)
    const recorder = this.#recorder(runId)
    try {
      transaction(library.write, () => {
        for (const { event, at } of events) recorder.record(event, at)
        recorder.flush()
        const logRead = from + bytes
        updateClusterJob(library.write, runId, {
          logRead,
          ...(outcome !== undefined && { outcome })
        })
      })
    } catch (error) {
      // What it has gathered was not kept.
      this.#recorders.delete(runId)
      throw error
    }
    return bytes
  }

  #recorder(runId: string): RunRecorder {
    const { library, emit, log } = this.#options
    const recorder =
      this.#recorders.get(runId) ??
      new RunRecorder({ library, emit, log, report: () => undefined }, runId)
    this.#recorders.set(runId, recorder)
    return recorder
  }

  /** Ends a run that its cluster has nothing more to do with. */
  async #end(place: Place, job: ClusterJob): Promise<void> {
    const { library, emit, onEnd } = this.#options
    const { runId } = job
    if (job.outcome === null && job.nodes !== '') {
      // In the library: each look may be that of another process.
      const overSince = job.overSince ?? Date.now()
      if (job.overSince === null) updateClusterJob(library.write, runId, { overSince })
      if (Date.now() - overSince < LATE_MS) return
    }
    await bringRest(place, library, job)
    const { state, error } = endOf(job, `${clusterRunDir(library, job.profile, runId)}/log.txt`)
    const at = Date.now()
    const run = transaction(library.write, () => {
      updateClusterJob(library.write, runId, { endedAt: at })
      return updateRun(library.write, runId, { state, error, finishedAt: at })
    })
    this.#recorders.delete(runId)
    emit({ type: 'run', run })
    onEnd?.(run)
  }
}

/** How often it is looked whether there is anything to look at. */
const IDLE_MS = 2000

const everyOf = (jobs: readonly ClusterJob[]): number =>
  jobs.reduce((least, { profile }) => Math.min(least, profile.every), 3600)

const nameOf = ({ job, task }: ClusterJob): string => `${job}_${task}`

const byPlace = (jobs: readonly ClusterJob[]): ClusterJob[][] => [
  ...Map.groupBy(jobs, ({ profile: { host, setup } }) => JSON.stringify([host, setup])).values()
]

async function askFor(place: Place, jobs: readonly ClusterJob[]): Promise<Map<string, JobStatus>> {
  const found = parseJobs((await place.run(QUEUE)).toString('utf8'))
  const forgotten = jobs.map(nameOf).filter((name) => !found.has(name))
  if (forgotten.length === 0) return found
  const told = parseJobs((await place.run(accountsOf(forgotten))).toString('utf8'))
  return new Map([...told, ...found])
}
