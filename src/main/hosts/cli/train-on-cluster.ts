import type { ClusterProfile, RunConfig } from '../../../shared/domain'
import { startOnCluster } from '../../services/cluster'
import { describeRun } from './follow-run'
import { runJob } from './run-job'
import type { Session } from './session'

/** Makes runs and submits them to a cluster; they train there when this call has ended. */
export async function trainOnCluster(
  session: Session,
  {
    configs,
    cluster,
    profile,
    library
  }: {
    configs: RunConfig[]
    cluster: ClusterProfile
    /** What the call names it by. */
    profile: string
    library: string
  }
): Promise<void> {
  const { workbench, api, output } = session
  const { jobId, runIds } = await startOnCluster(workbench, configs, cluster)
  const resume = ['cluster', 'submit', ...runIds, '--profile', profile, '--library', library]
  await runJob(session, jobId, { resume })
  const runs = await Promise.all(runIds.map((id) => api.runs.get({ id })))
  output.result(runs, runs.map(describeRun))
  output.note('"viecap cluster follow" shows what they do and brings their checkpoints')
}
