import { findProfile, listProfiles, startOnCluster, submitRuns } from '../services/cluster'
import { api } from './base'

export const clustersRouter = api.clusters.router({
  profiles: api.clusters.profiles.handler(() => listProfiles()),
  start: api.clusters.start.handler(async ({ context: { workbench }, input }) =>
    startOnCluster(workbench, input.configs, await findProfile(input.profile))
  ),
  submit: api.clusters.submit.handler(async ({ context: { workbench }, input }) => ({
    jobId: submitRuns(workbench, input.ids, await findProfile(input.profile))
  })),
  look: api.clusters.look.handler(({ context: { workbench } }) => workbench.clusters.look())
})
