import * as v from 'valibot'
import {
  CaptioningParams,
  ClusterLook,
  DEFAULT_SHARDS,
  EntityId,
  list,
  RunConfig,
  ShardCount,
  TextId
} from '../domain'
import { procedure } from './base'

/** Work that is done on a cluster, by profiles that are files in the settings folder. */
export const clustersContract = {
  /** Names of the profiles. */
  profiles: procedure.output(v.array(v.string())),
  /** Makes runs and queues their submission; none where one of them is refused. */
  start: procedure
    .input(v.object({ profile: TextId, configs: v.pipe(list(RunConfig, 1000), v.minLength(1)) }))
    .output(v.object({ jobId: EntityId, runIds: v.array(v.string()) })),
  /** Queues the submission of runs that are neither done nor at work; they continue where they were. */
  submit: procedure
    .input(v.object({ profile: TextId, ids: v.pipe(list(TextId, 1000), v.minLength(1)) }))
    .output(v.object({ jobId: EntityId })),
  /** Queues a captioning job whose images are captioned in shards on the cluster. */
  caption: procedure
    .input(
      v.object({
        profile: TextId,
        shards: v.optional(ShardCount, DEFAULT_SHARDS),
        params: CaptioningParams
      })
    )
    .output(v.object({ jobId: EntityId })),
  /** Looks at the clusters now, and says what was not seen. */
  look: procedure.output(ClusterLook)
}
