import type { ClusterProfile } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { identityOf } from '../../store/parts/identity'

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
