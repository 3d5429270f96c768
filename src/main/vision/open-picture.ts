import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { AppError } from '../../shared/errors'
import { pictureReasons } from '../../shared/errors/picture-reasons'

/** Largest picture that is decoded, in pixels: above every camera, below what exhausts memory. */
const maxPixels = 200_000_000

// A picture may change under its path while we run.
sharp.cache(false)

// Pictures are read side by side, which costs less than several threads on each.
sharp.concurrency(1)

// libvips would also open SVG, its own format and more: only raster formats are let in.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map(
    (name) => `VipsForeignLoad${name}`
  )
})

/**
 * The picture at `path`, not decoded yet. Only JPEG, PNG, WebP, GIF, TIFF and AVIF are opened, by
 * their content and whatever the file's name; of an animation, the first frame.
 */
export function openPicture(path: string, options: SharpOptions = {}): Sharp {
  return sharp(path, { limitInputPixels: maxPixels, failOn: 'truncated', ...options })
}

/** Awaits `work` on the picture at `path`; its failure becomes `picture.unreadable`. */
export async function readingPicture<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('picture.unreadable', { path, detail: explain(message) }, { cause })
  }
}

const explanations: readonly [RegExp, string][] = [
  [/unsupported image format|blocked/, pictureReasons.format.en],
  [/Input file is missing|unable to open|No such file/, pictureReasons.missing.en],
  [/exceeds pixel limit/, pictureReasons.pixels.en],
  [
    // libvips has one buffer of messages: of two pictures that fail at once, one may have none.
    /premature end|truncat|end of file|end of stream|out of order read|not enough data|unknown error/i,
    pictureReasons.damaged.en
  ]
]

/** libvips' message in words that a person can act on; its first line where none fits. */
function explain(message: string): string {
  const known = explanations.find(([pattern]) => pattern.test(message))
  return known?.[1] ?? (message.split('\n')[0] ?? message).trim()
}
