import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import {
  SubmitParams,
  isOnCluster,
  type ClusterProfile,
  type JobState,
  type Run,
  type RunConfig
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  findRunTask,
  insertRunTasks,
  isRun,
  listClusterTasks,
  SUBMITTING,
  updateClusterTask
} from '../../store/runs/cluster-tasks'
import { getRun, updateRun } from '../../store/runs/runs'
import type { JobHandler } from '../jobs/job-handler'
import { makeRuns, prepareRun } from '../train'
import type { Workbench } from '../workbench/workbench'
import { runSending } from './send-runs'
import { submitArray } from './submit-array'

const BUSY: readonly JobState[] = ['running', 'paused', 'done']

/**
 * Queues the submission of runs that wait for nobody. Throws `cluster.run-active`, and then queues
 * none.
 *
 * @returns The id of the job.
 */
export function submitRuns(
  workbench: Pick<Workbench, 'library' | 'queue' | 'events'>,
  runIds: readonly string[],
  profile: ClusterProfile
): number {
  const { library, queue } = workbench
  const runs = [...new Set(runIds)].map((id) => getRun(library.read, id))
  for (const { id, state, cluster } of runs) {
    if (isOnCluster(cluster) || BUSY.includes(state)) {
      throw new AppError('cluster.run-active', { run: id, state })
    }
  }
  // What waits in this machine's own queue leaves it.
  for (const { jobId } of runs) if (jobId !== null) queue.cancel(jobId)
  return queueSubmission(workbench, runs, profile)
}

/**
 * Makes runs and queues their submission. Refuses as starting them here does.
 *
 * @returns The id of the job, and those of the runs.
 */
export async function startOnCluster(
  workbench: Pick<Workbench, 'library' | 'queue' | 'events' | 'engine' | 'device'>,
  configs: readonly RunConfig[],
  profile: ClusterProfile
): Promise<{ jobId: number; runIds: string[] }> {
  const runs = await makeRuns(workbench, configs)
  return { jobId: queueSubmission(workbench, runs, profile), runIds: runs.map(({ id }) => id) }
}

function queueSubmission(
  { library, queue, events }: Pick<Workbench, 'library' | 'queue' | 'events'>,
  runs: readonly Run[],
  profile: ClusterProfile
): number {
  const runIds = runs.map(({ id }) => id)
  // What the scheduler may have got already is found again where it was.
  const fresh = runIds.filter((id) => findRunTask(library.read, id)?.state !== SUBMITTING)
  insertRunTasks(library.write, fresh, { profile, submission: randomBytes(6).toString('hex') })
  const { id: jobId } = queue.add('submit', { runIds })
  for (const id of runIds) {
    events.emit({ type: 'run', run: updateRun(library.write, id, { jobId }) })
  }
  return jobId
}

const paramsOf = (params: unknown) => v.parse(SubmitParams, params)

/**
 * Freezes the inputs of runs, brings them to a cluster and submits them as an array. Queued again, it
 * submits what is not submitted yet.
 */
export const submitJob: JobHandler = {
  kind: 'submit',

  async run(context, params) {
    const { runIds } = paramsOf(params)
    const { library, signal } = context
    const chosen = new Set(runIds)
    const waiting = listClusterTasks(library.read)
      .filter(isRun)
      .filter(({ runId, job }) => job === null && chosen.has(runId))
    for (const [done, { runId }] of waiting.entries()) {
      await prepareRun(context, getRun(library.read, runId))
      signal.throwIfAborted()
      context.report({ phase: 'freezing', done: done + 1, total: waiting.length })
    }
    for (const tasks of Map.groupBy(waiting, ({ submission }) => submission).values()) {
      const job = await submitArray(context, tasks, runSending(context, tasks))
      for (const { id, runId } of tasks) {
        updateClusterTask(library.write, id, { job, state: 'PENDING' })
        const patch = { state: 'queued', jobId: null, error: null, finishedAt: null } as const
        context.emit({ type: 'run', run: updateRun(library.write, runId, patch) })
      }
    }
    return { runIds }
  },

  onState({ state, params, error, finishedAt }, { library, emit }) {
    for (const id of paramsOf(params).runIds) {
      if (isOnCluster(getRun(library.read, id).cluster)) continue
      // Before it is submitted, a run waits.
      const shown = state === 'running' || state === 'paused' ? 'queued' : state
      if (shown === 'done') continue
      emit({ type: 'run', run: updateRun(library.write, id, { state: shown, error, finishedAt }) })
    }
  }
}
