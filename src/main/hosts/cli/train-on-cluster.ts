import type { RunConfig } from '../../../shared/domain'
import { startOnCluster } from '../../services/cluster'
import { chooseProfile } from './choose-profile'
import { describeRun } from './follow-run'
import { runJob } from './run-job'
import type { Session } from './session'

/** Makes runs and submits them to a cluster; they train there when this call has ended. */
export async function trainOnCluster(
  session: Session,
  { configs, profile, library }: { configs: RunConfig[]; profile: string; library: string }
): Promise<void> {
  const { workbench, api, output } = session
  const cluster = await chooseProfile(profile)
  const { jobId, runIds } = await startOnCluster(workbench, configs, cluster)
  const resume = ['cluster', 'submit', ...runIds, '--profile', profile, '--library', library]
  await runJob(session, jobId, { resume })
  const runs = await Promise.all(runIds.map((id) => api.runs.get({ id })))
  output.result(runs, runs.map(describeRun))
  output.note('"viecap cluster follow" shows what they do and brings their checkpoints')
}
