import { join } from 'node:path'
import { describeHubName, type HubRepository } from '../../../shared/hub-names'
import { findConfigDir } from '../settings/config-dir'

/**
 * Where what comes from the hub is kept, for all libraries of the user: `models/owner/name` and
 * `datasets/owner/name`.
 */
export function folderOf(repository: HubRepository, configDir = findConfigDir()): string {
  const [owner = '', ...name] = describeHubName(repository).split('/')
  return join(configDir, `${repository.kind}s`, owner, name.join('%2F'))
}
