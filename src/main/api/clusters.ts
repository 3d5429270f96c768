import {
  findProfile,
  listProfiles,
  startOnCluster,
  startShards,
  submitRuns
} from '../services/cluster'
import { api } from './base'

export const clustersRouter = api.clusters.router({
  profiles: api.clusters.profiles.handler(() => listProfiles()),
  start: api.clusters.start.handler(async ({ context: { workbench }, input }) =>
    startOnCluster(workbench, input.configs, await findProfile(input.profile))
  ),
  submit: api.clusters.submit.handler(async ({ context: { workbench }, input }) => ({
    jobId: submitRuns(workbench, input.ids, await findProfile(input.profile))
  })),
  caption: api.clusters.caption.handler(
    async ({ context: { workbench }, input: { profile, shards, params } }) => ({
      jobId: startShards(
        workbench,
        { kind: 'caption', params },
        { profile: await findProfile(profile), shards }
      )
    })
  ),
  look: api.clusters.look.handler(({ context: { workbench } }) => workbench.clusters.look())
})
