import { encoderTypes } from './encoder-folder'
import { unsupported } from './config-fields'
import { readModelType } from './model-type'

/** Readers of the two kinds of Hugging Face folders. */
export { readEncoderFolder, type EncoderFolder } from './encoder-folder'
export { readGptFolder, type GptFolder } from './gpt-folder'

/** What a Hugging Face folder says that it holds. Throws `model.unsupported` for anything else. */
export async function folderKind(dir: string): Promise<'clip' | 'gpt2'> {
  const type = await readModelType(dir)
  if (encoderTypes.includes(type)) return 'clip'
  if (type === 'gpt2') return 'gpt2'
  throw unsupported(dir, type ? `its model_type is ${type}` : 'it names no model_type')
}
