import { setTimeout as wait } from 'node:timers/promises'
import type { WorkbenchEvent } from '../../../shared/contract'
import { isOnCluster, type Run } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { describePoints, describeRun } from './follow-run'
import type { Session } from './session'

/**
 * Follows the runs of a library on clusters until all have ended, and prints what they report, one
 * line an event. Throws `cluster.runs-failed` where some did not get done.
 */
export function followClusters({ api, workbench, output, underWay }: Session): Promise<void> {
  return underWay.do(async (signal) => {
    const followed = (await api.runs.list()).filter(({ cluster }) => isOnCluster(cluster))
    const last = new Map(followed.map((run) => [run.id, describeWhere(run)]))
    for (const line of last.values()) output.note(line)
    const stop = workbench.events.listen((event) => {
      const line = event.type === 'run' ? changed(last, event.run) : describe(event)
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
        if (underWay === 0) break
        await wait(every * 1000, undefined, { signal })
      }
    } finally {
      stop()
    }
    const runs = await Promise.all(followed.map(({ id }) => api.runs.get({ id })))
    output.result({ type: 'done', runs }, runs.map(describeRun))
    const failed = runs.filter(({ state }) => state !== 'done').length
    if (failed > 0) throw new AppError('cluster.runs-failed', { failed, total: runs.length })
  })
}

/** One line where a run is seen elsewhere or in another state than before; undefined where not. */
function changed(last: Map<string, string>, run: Run): string | undefined {
  const line = describeWhere(run)
  if (!last.has(run.id) || last.get(run.id) === line) return undefined
  last.set(run.id, line)
  return line
}

function describeWhere({ id, state, cluster }: Run): string {
  if (!cluster || cluster.ended) return `${id}  ${state}`
  const { profile, job, reason, partition, nodes } = cluster
  const place = [profile, partition, nodes || reason].filter((word) => word !== '')
  return `${id}  ${state}  job ${job} on ${place.join(', ')}`
}

/** Validations are lines for a person, steps are not: there may be many runs. */
function describe(event: WorkbenchEvent): string | null | undefined {
  if (event.type === 'sample') return null
  if (event.type !== 'metrics') return undefined
  const points = event.points.filter(({ name }) => name.startsWith('val') || name === 'bleu')
  return points.length === 0 ? null : `${event.runId}  ${describePoints(points)}`
}
