import { join } from 'node:path'
import { describeHubModel, type HubModel } from '../../../shared/hub-models'
import { findConfigDir } from '../settings/config-dir'

/** Where a model from the hub is kept, for all libraries of the user: `models/owner/name`. */
export function folderOf(model: HubModel, configDir = findConfigDir()): string {
  const [owner = '', ...name] = describeHubModel(model).split('/')
  return join(configDir, 'models', owner, name.join('%2F'))
}
