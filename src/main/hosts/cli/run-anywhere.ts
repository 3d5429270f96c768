import { DEFAULT_SHARDS, isJobElsewhere, type Job } from '../../../shared/domain'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import { chooseProfile } from './choose-profile'
import type { ClusterOptions } from './cluster-options'
import { describeJob, lookUntil } from './follow-clusters'
import { runJob } from './run-job'
import type { Session } from './session'

/** The cluster that a command names, null for none. Throws as `chooseProfile`. */
export const chosenCluster = async ({ profile, shards = DEFAULT_SHARDS }: ClusterOptions) =>
  profile === undefined ? null : { profile: await chooseProfile(profile), shards }

/**
 * Runs a job to its end; one whose work is done on a cluster is submitted, unless it is there already,
 * and waited for with `follow`. Null where it goes on there. Throws the job's error.
 */
export async function runAnywhere(
  session: Session,
  jobId: number,
  { follow = false, resume }: { follow?: boolean | undefined; resume?: readonly string[] } = {}
): Promise<Job | null> {
  const { workbench, output, underWay, api } = session
  const before = await api.jobs.get({ id: jobId })
  const job = isJobElsewhere(before)
    ? before
    : await runJob(session, jobId, { ...(resume && { resume }) })
  if (!isJobElsewhere(job)) return job
  if (!follow) {
    output.result(job, [describeJob(job)])
    return null
  }
  output.note(describeJob(job))
  const isOver = async () => !isJobElsewhere(await api.jobs.get({ id: jobId }))
  await underWay.do((signal) => lookUntil(session, signal, isOver), resume)
  const ended = workbench.queue.get(jobId)
  if (ended.state === 'done') return ended
  throw ended.error ? fromErrorInfo(ended.error) : new AppError('engine.cancelled')
}
