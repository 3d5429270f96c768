import type { ClusterProfile } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { identityOf } from '../../store/parts/identity'
import type { ClusterTask } from '../../store/runs/cluster-tasks'

/** Folder of all that a library has on a cluster. */
export const clusterRoot = (
  { read }: Pick<Library, 'read'>,
  { folder }: Pick<ClusterProfile, 'folder'>
): string => `${folder}/${identityOf(read).id}`

export const clusterRunDir = (
  library: Pick<Library, 'read'>,
  profile: Pick<ClusterProfile, 'folder'>,
  runId: string
): string => `${clusterRoot(library, profile)}/runs/${runId}`

/** Folder of a task's files in that of the library: a run keeps its own, shards are each time others. */
export const taskFolder = ({
  runId,
  shard,
  submission
}: Pick<ClusterTask, 'runId' | 'shard' | 'submission'>): string =>
  runId === null ? `jobs/${shard?.jobId}/${submission}/${shard?.number}` : `runs/${runId}`

export const taskDir = (library: Pick<Library, 'read'>, task: ClusterTask): string =>
  `${clusterRoot(library, task.profile)}/${taskFolder(task)}`
