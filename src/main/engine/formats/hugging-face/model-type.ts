import * as v from 'valibot'
import { readJson } from '../weights/json-file'
import { unsupported } from './config-fields'

const ModelType = v.looseObject({ model_type: v.optional(v.string(), '') })

/**
 * What the folder's `config.json` calls its kind of model, or nothing. Throws `model.unsupported`
 * for a SigLIP 2 that takes images of any shape (NaFlex), and what reading the file throws.
 */
export async function readModelType(dir: string): Promise<string> {
  const { model_type: type } = await readJson(dir, 'config.json', ModelType)
  if (type.startsWith('siglip2')) {
    throw unsupported(
      dir,
      `its model_type is ${type}, a SigLIP 2 for images of any shape (NaFlex); those of one image size, such as google/siglip2-base-patch16-224, can be used`
    )
  }
  return type
}
