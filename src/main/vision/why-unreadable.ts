import sharp from 'sharp'
import { AppError } from '../../shared/errors'
import { imageReasons } from '../../shared/errors/image-reasons'
import type { ImageKind } from '../base/files/image-kind'
import { UnknownBitmap } from './bmp'

// libvips has one buffer of messages: of two images that fail at once, one may have none.
const CUT =
  /premature end|truncat|end of file|end of stream|out of order read|not enough data|unknown error/i

/** Whether the decoder's message says that the file ends early. */
export const isCut = (error: unknown): boolean => error instanceof Error && CUT.test(error.message)

const explanations: readonly [RegExp, string][] = [
  [/Input file is missing|unable to open|No such file/, imageReasons.missing.en],
  [/exceeds pixel limit/, imageReasons.pixels.en],
  [CUT, imageReasons.damaged.en],
  [/unsupported image format|blocked/, imageReasons.format.en]
]

/** Kinds that libvips may have been built without, or that are no photographs. */
const { heif, jxl, jp2 } = sharp.format
const lacks: Partial<Record<ImageKind, boolean>> = {
  heic: heif.input.fileSuffix?.includes('.heic') !== true,
  jxl: !jxl.input.file,
  jp2: !jp2.input.file,
  psd: true,
  svg: true
}

/** Why an image of this kind was not read, in words that a person can act on. */
export function explainUnreadable(error: unknown, kind: ImageKind | null): string {
  if (error instanceof AppError) {
    if (error.code === 'file.too-large') return imageReasons.pixels.en
    const isThere = error.code === 'file.not-regular'
    return isThere ? imageReasons.notFile.en : imageReasons.missing.en
  }
  if (error instanceof UnknownBitmap) return imageReasons.bitmap.en
  if (kind !== null && lacks[kind]) return imageReasons[kind as 'heic'].en
  const message = error instanceof Error ? error.message : String(error)
  const known = explanations.find(([pattern]) => pattern.test(message))
  if (known) return known[1]
  // Reading beyond the end of a buffer.
  if (error instanceof RangeError) return imageReasons.damaged.en
  return (message.split('\n')[0] ?? message).trim()
}
