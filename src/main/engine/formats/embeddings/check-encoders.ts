import type { Encoder, Encoders, ImageOrientation } from '../../../../shared/domain'
import { encoderDifferences } from '../../../../shared/encoder-differences'
import { AppError } from '../../../../shared/errors'
import { openSafetensors } from '../safetensors/safetensors'

/**
 * How a file that we exported says that its images were seen; upright where it says nothing. Throws
 * `import.other-encoder` where it says that its vectors were made by something else than the model.
 */
export async function checkEncoders(
  path: string,
  { name, encoders }: { name: string; encoders: Encoders }
): Promise<ImageOrientation> {
  const { metadata } = await openSafetensors(path)
  const said = metadata['images_encoder']
  const { storedImage } = encoders
  const isStored = said !== undefined && storedImage && differences(storedImage, said).length === 0
  const sides = {
    images: isStored ? storedImage : encoders.image,
    sentences: encoders.sentence
  }
  for (const [table, encoder] of Object.entries(sides)) {
    const description = metadata[`${table}_encoder`]
    if (description === undefined || !encoder || makesNone(encoder)) continue
    const fields = differences(encoder, description)
    if (fields.length === 0) continue
    throw new AppError('import.other-encoder', {
      path,
      table,
      model: name,
      fields: fields.join(', ')
    })
  }
  return isStored ? 'stored' : 'upright'
}

/** Whether the model's folder lacks the side, whose vectors then come from files alone. */
const makesNone = ({ description }: Encoder): boolean =>
  (JSON.parse(description) as { network: unknown }).network === null

/** Empty where the file does not say what made its vectors. */
function differences(encoder: Encoder, description: string): string[] {
  try {
    return encoderDifferences(encoder, { key: '', description })
  } catch {
    return []
  }
}
