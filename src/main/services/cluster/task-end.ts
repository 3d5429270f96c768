import type { Run } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'
import type { ClusterTask } from '../../store/runs/cluster-tasks'

/** How work ends that was told to stop and has kept its place. */
const STOPPED = ['call.interrupted', 'call.interrupted-resume', 'engine.cancelled']

/**
 * What a task ends as that is over. Its own log says first: that it is done, or why it failed.
 * Where it does not, somebody has cancelled it, or the scheduler has ended it.
 */
export function endOf(
  { job, task, state, stoppedAt, outcome }: ClusterTask,
  log: string
): Pick<Run, 'state' | 'error'> {
  if (outcome && 'done' in outcome) return { state: 'done', error: null }
  if (stoppedAt !== null || state === 'CANCELLED') return { state: 'cancelled', error: null }
  if (outcome && !STOPPED.includes(outcome.error.code)) {
    return { state: 'failed', error: outcome.error }
  }
  const name = `${job}_${task}`
  const ended = new AppError('cluster.job-ended', { job: name, state: state || '?', log })
  return { state: 'failed', error: toErrorInfo(ended) }
}
