import { setTimeout as wait } from 'node:timers/promises'
import type { WorkbenchEvent } from '../../../shared/contract'
import { isJobElsewhere, isOnCluster, type Job, type Run } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { describePoints, describeRun } from './follow-run'
import type { Session } from './session'

/** Jobs looked through for those that clusters have. */
const LATEST = 1000

/**
 * Follows what a library has on clusters until all has ended, and prints what it reports, one line
 * an event. Throws `cluster.runs-failed` or `cluster.jobs-failed` where some did not get done.
 */
export function followClusters(session: Session): Promise<void> {
  const { api, output, underWay } = session
  return underWay.do(async (signal) => {
    const followed = (await api.runs.list()).filter(({ cluster }) => isOnCluster(cluster))
    const sharded = (await api.jobs.list({ limit: LATEST })).filter(isJobElsewhere)
    for (const run of followed) output.note(describeWhere(run))
    for (const job of sharded) output.note(describeJob(job))
    await lookUntil(session, signal, () => Promise.resolve(false))
    const runs = await Promise.all(followed.map(({ id }) => api.runs.get({ id })))
    const jobs = await Promise.all(sharded.map(({ id }) => api.jobs.get({ id })))
    const lines = [...runs.map(describeRun), ...jobs.map(describeJob)]
    output.result({ type: 'done', runs, jobs }, lines)
    for (const { error } of jobs) if (error) output.note(`viecap: ${error.message}`)
    const failed = undone(runs)
    if (failed > 0) throw new AppError('cluster.runs-failed', { failed, total: runs.length })
    const left = undone(jobs)
    if (left > 0) throw new AppError('cluster.jobs-failed', { failed: left, total: jobs.length })
  })
}

const undone = (all: readonly Pick<Job, 'state'>[]): number =>
  all.filter(({ state }) => state !== 'done').length

/** Looks at the clusters until nothing is there or `isOver`, and prints what is new. */
export async function lookUntil(
  { api, workbench, output }: Session,
  signal: AbortSignal,
  isOver: () => Promise<boolean>
): Promise<void> {
  const last = new Map<string, string>()
  for (const run of await api.runs.list()) last.set(run.id, describeWhere(run))
  const stop = workbench.events.listen((event) => {
    const line = describe(event, last)
    if (line !== undefined) output.event(event, line)
  })
  const told = new Set<string>()
  try {
    for (;;) {
      const { underWay, every, problems } = await api.clusters.look()
      for (const { message } of problems) {
        if (!told.has(message)) output.note(`viecap: ${message}`)
        told.add(message)
      }
      if (underWay === 0 || (await isOver())) break
      await wait(every * 1000, undefined, { signal })
    }
  } finally {
    stop()
  }
}

/** A line for a person, null for none but for scripts, undefined for neither. */
function describe(event: WorkbenchEvent, last: Map<string, string>): string | null | undefined {
  switch (event.type) {
    case 'run':
      return changed(last, event.run.id, describeWhere(event.run))
    case 'job':
      return event.job.cluster
        ? changed(last, `job ${event.job.id}`, describeJob(event.job))
        : undefined
    case 'sample':
      return null
    case 'metrics':
      return describeMetrics(event)
    default:
      return undefined
  }
}

/** The line, where it is another one than before. */
function changed(last: Map<string, string>, name: string, line: string): string | undefined {
  if (last.get(name) === line) return undefined
  last.set(name, line)
  return line
}

function describeWhere({ id, state, cluster }: Run): string {
  if (!cluster || cluster.ended) return `${id}  ${state}`
  const { profile, job, reason, partition, nodes } = cluster
  const place = [profile, partition, nodes || reason].filter((word) => word !== '')
  return `${id}  ${state}  job ${job} on ${place.join(', ')}`
}

/** One line about a job and its shards. */
export function describeJob({ id, kind, state, progress, cluster }: Job): string {
  const images = `${progress.done} of ${progress.total ?? '?'} images`
  const shards = cluster ? `  ${cluster.profile}: ${cluster.ended} of ${cluster.shards} shards` : ''
  return `job ${id}  ${kind}  ${state}  ${images}${shards}`
}

/** Validations are lines for a person, steps are not: there may be many runs. */
function describeMetrics(event: Extract<WorkbenchEvent, { type: 'metrics' }>) {
  const points = event.points.filter(({ name }) => name.startsWith('val') || name === 'bleu')
  return points.length === 0 ? null : `${event.runId}  ${describePoints(points)}`
}
