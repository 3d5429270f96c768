import type { Encoder, Model } from '../../../shared/domain'
import { encoderDifferences } from '../../../shared/encoder-differences'
import { AppError } from '../../../shared/errors'

/**
 * Throws `captioner.other-encoder` where a captioner was trained on other vectors of images than
 * the encoder gives. `encoder` made those that it was trained on; what is not known is not
 * checked.
 */
export function requireEncoder({
  name: captioner,
  clip: { name: model, path, encoders },
  encoder
}: {
  name: string
  clip: Pick<Model, 'name' | 'path' | 'encoders'>
  encoder: Encoder | undefined
}): void {
  if (!encoder || !encoders.image || encoder.key === encoders.image.key) return
  const fields = encoderDifferences(encoder, encoders.image).join(', ')
  throw new AppError('captioner.other-encoder', { captioner, model, path, fields })
}
