import { METRIC_PAGE } from '../../shared/contract/runs'
import { isOnCluster } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { stopOnCluster } from '../services/cluster'
import { averageCheckpoints } from '../services/models/average-checkpoints'
import {
  editRun,
  exportCurves,
  planWhole,
  queueRun,
  removeCheckpoint,
  removeRun,
  runChanges,
  runSize,
  startRun,
  startRuns
} from '../services/train'
import type { Workbench } from '../services/workbench/workbench'
import { listCheckpoints, listSamples } from '../store/runs/run-records'
import { getRun, listRuns } from '../store/runs/runs'
import { api, done } from './base'

export const runsRouter = api.runs.router({
  plan: api.runs.plan.handler(({ context, input }) => planWhole(context.workbench, input)),
  start: api.runs.start.handler(({ context, input }) => startRun(context.workbench, input)),
  startAll: api.runs.startAll.handler(({ context, input }) => startRuns(context.workbench, input)),
  list: api.runs.list.handler(({ context }) => listRuns(context.workbench.library.read)),
  get: api.runs.get.handler(({ context, input }) =>
    getRun(context.workbench.library.read, input.id)
  ),
  metrics: api.runs.metrics.handler(({ context, input }) =>
    context.workbench.library.reader.ask('listMetricPoints', input.id, {
      afterSeq: input.afterSeq,
      limit: METRIC_PAGE,
      names: input.names ?? null
    })
  ),
  exportCurves: api.runs.exportCurves.handler(async ({ context, input, signal }) => {
    await exportCurves(context.workbench, input, signal)
    return done
  }),
  samples: api.runs.samples.handler(({ context, input }) =>
    listSamples(context.workbench.library.read, input.id)
  ),
  checkpoints: api.runs.checkpoints.handler(({ context, input }) =>
    listCheckpoints(context.workbench.library.read, input.id)
  ),
  changes: api.runs.changes.handler(({ context, input }) =>
    runChanges(context.workbench, input.id)
  ),
  edit: api.runs.edit.handler(({ context, input }) =>
    editRun(context.workbench, input.id, input.edit)
  ),
  size: api.runs.size.handler(({ context, input }) => runSize(context.workbench, input.id)),
  remove: api.runs.remove.handler(({ context, input }) => removeRun(context.workbench, input.id)),
  removeCheckpoint: api.runs.removeCheckpoint.handler(async ({ context, input }) => {
    await removeCheckpoint(context.workbench, input.id, input.step)
    return done
  }),
  average: api.runs.average.handler(({ context, input, signal }) =>
    averageCheckpoints(context.workbench, input, signal)
  ),
  cancel: api.runs.cancel.handler(async ({ context: { workbench }, input }) => {
    const { cluster } = getRun(workbench.library.read, input.id)
    if (isOnCluster(cluster)) {
      await stopOnCluster(workbench, input.id, input.keep)
      void workbench.clusters.look()
    } else workbench.queue.cancel(jobOf(workbench, input.id), input.keep)
    return done
  }),
  resume: api.runs.resume.handler(({ context: { workbench }, input }) => {
    const { id, jobId, state, cluster } = getRun(workbench.library.read, input.id)
    if (isOnCluster(cluster)) throw new AppError('cluster.run-active', { run: id, state })
    // A run that a cluster had has no job of its own.
    if (jobId === null) return { jobId: queueRun(workbench, id) }
    return { jobId: workbench.queue.resume(jobId).id }
  })
})

/** The job of a run. Throws `entity.not-found`. */
function jobOf({ library }: Workbench, runId: string): number {
  const { jobId } = getRun(library.read, runId)
  if (jobId === null) throw new AppError('entity.not-found', { entity: 'job of run', id: runId })
  return jobId
}
