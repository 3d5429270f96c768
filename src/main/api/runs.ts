import { METRIC_PAGE } from '../../shared/contract/runs'
import { AppError } from '../../shared/errors'
import { getRun, listCheckpoints, listRuns, listSamples } from '../services/runs'
import { planWhole, removeCheckpoint, runChanges, startRun, startRuns } from '../services/train'
import type { Workbench } from '../services/workbench/workbench'
import { api, done } from './base'

export const runsRouter = api.runs.router({
  plan: api.runs.plan.handler(({ context, input }) => planWhole(context.workbench, input)),
  start: api.runs.start.handler(async ({ context: { workbench }, input }) => {
    const started = await startRun(workbench, input)
    workbench.announceLibrary()
    return started
  }),
  startAll: api.runs.startAll.handler(async ({ context: { workbench }, input }) => {
    const started = await startRuns(workbench, input)
    workbench.announceLibrary()
    return started
  }),
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
  samples: api.runs.samples.handler(({ context, input }) =>
    listSamples(context.workbench.library.read, input.id)
  ),
  checkpoints: api.runs.checkpoints.handler(({ context, input }) =>
    listCheckpoints(context.workbench.library.read, input.id)
  ),
  changes: api.runs.changes.handler(({ context, input }) =>
    runChanges(context.workbench.library, input.id)
  ),
  removeCheckpoint: api.runs.removeCheckpoint.handler(async ({ context, input }) => {
    await removeCheckpoint(context.workbench, input.id, input.step)
    return done
  }),
  cancel: api.runs.cancel.handler(({ context: { workbench }, input }) => {
    workbench.queue.cancel(jobOf(workbench, input.id))
    return done
  }),
  resume: api.runs.resume.handler(({ context: { workbench }, input }) => ({
    jobId: workbench.queue.resume(jobOf(workbench, input.id)).id
  }))
})

/** The job of a run. Throws `entity.not-found`. */
function jobOf({ library }: Workbench, runId: string): number {
  const { jobId } = getRun(library.read, runId)
  if (jobId === null) throw new AppError('entity.not-found', { entity: 'job of run', id: runId })
  return jobId
}
