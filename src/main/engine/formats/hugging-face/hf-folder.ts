import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { clipTypes } from './clip-folder'
import { readJson } from '../weights/json-file'

/** Readers of the two kinds of Hugging Face folders. */
export { readClipFolder, type ClipFolder } from './clip-folder'
export { readGptFolder, type GptFolder } from './gpt-folder'

const ModelType = v.looseObject({ model_type: v.optional(v.string(), '') })

/** What a Hugging Face folder says that it holds. Throws `model.unsupported` for anything else. */
export async function folderKind(dir: string): Promise<'clip' | 'gpt2'> {
  const { model_type: type } = await readJson(dir, 'config.json', ModelType)
  if (clipTypes.includes(type)) return 'clip'
  if (type === 'gpt2') return 'gpt2'
  throw new AppError('model.unsupported', {
    path: join(dir, 'config.json'),
    detail: type ? `its model_type is ${type}` : 'it names no model_type'
  })
}
