import { existsSync } from 'node:fs'
import type { ClusterProfile } from '../../../shared/domain'
import { findProfile, listProfiles, readProfile } from '../../services/cluster'

/** A cluster's profile by the name of one in the settings folder, or else by its file. */
export async function chooseProfile(given: string): Promise<ClusterProfile> {
  const isFile = existsSync(given) && !(await listProfiles()).includes(given)
  return isFile ? readProfile(given) : findProfile(given)
}
