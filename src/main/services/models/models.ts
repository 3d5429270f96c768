import { resolve } from 'node:path'
import type { Model } from '../../../shared/domain'
import { insertModel } from '../../store/models'
import type { Workbench } from '../workbench/workbench'

export { listModels, removeModel } from '../../store/models'

/**
 * Reads and checks the Hugging Face folder `path` in the engine, then registers it. Throws what
 * the check finds wrong, with the name of the file.
 */
export async function addModel(
  { library, engine }: Pick<Workbench, 'library' | 'engine'>,
  path: string
): Promise<Model> {
  const folder = resolve(path)
  const checked = await engine.run('checkModel', { path: folder })
  return insertModel(library.write, { ...checked, path: folder })
}
