import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors'

/** The models that come with the workbench, folders below `resources/demo/`. */
export const demoModels = { patch32: 'clip-patch32', patch16: 'clip-patch16', gpt: 'gpt2' } as const

/**
 * The folder `resources/demo` of the workbench, found upwards from where this code runs: from its
 * sources and from what is built of them alike. Throws `demo.no-models`.
 */
export function findModelsFolder(from: string = import.meta.dirname): string {
  const folder = join(from, 'resources', 'demo')
  if (existsSync(join(folder, demoModels.gpt, 'config.json'))) return folder
  const above = dirname(from)
  if (above === from) throw new AppError('demo.no-models')
  return findModelsFolder(above)
}
