import { hash } from 'node:crypto'
import { isMainThread } from 'node:worker_threads'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { AppError } from '../../shared/errors'
import { readImageKind, type ImageKind } from '../base/files/image-kind'
import { statRegular, readBytes } from '../base/files/regular-file'
import { decodeBmp } from './bmp'
import { explainUnreadable, isCut } from './why-unreadable'

/** Largest image that is decoded, in pixels: above every camera, below what exhausts memory. */
const maxPixels = 200_000_000

/** Bytes of a bitmap, or of a JPEG without its end, which are held as a whole. */
const MAX_BYTES = 2 ** 29

// An image may change under its path while we run.
sharp.cache(false)

// Images are read side by side, which costs less than several threads on each.
sharp.concurrency(1)

// libvips would also open SVG, its own format and more: only raster formats are let in. Which of
// them it knows depends on how it was built: what sharp brings has neither HEIC nor JPEG XL.
// That holds for the whole process, and what starts reading threads has done it: a thread that did
// it again would refuse the images that others decode meanwhile.
if (isMainThread) {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif', 'Jxl', 'Jp2k'].map(
      (name) => `VipsForeignLoad${name}`
    )
  })
}

/** What came of an image, and whether its file is a JPEG that lacks its end marker alone. */
export interface Opened<T> {
  value: T
  lacksEnd: boolean
}

/**
 * Does `work` with the image at `path`, which is not decoded yet. Only regular files are opened,
 * and of these JPEG, PNG, WebP, GIF, TIFF, AVIF, BMP and what else libvips was built with, by their
 * content and whatever the file's name; of an animation, the first frame. A JPEG that lacks its end
 * marker and nothing else is taken: `work` may then be called twice. A failure becomes
 * `image.unreadable`.
 */
export async function openImage<T>(
  path: string,
  work: (image: Sharp) => Promise<T>,
  options: SharpOptions = {}
): Promise<Opened<T>> {
  let kind: ImageKind | null = null
  try {
    await statRegular(path)
    kind = await readImageKind(path)
    const given = { limitInputPixels: maxPixels, failOn: 'truncated', ...options } as const
    if (kind === 'bmp') return { value: await work(await openBmp(path)), lacksEnd: false }
    try {
      return { value: await work(sharp(path, given)), lacksEnd: false }
    } catch (error) {
      const whole = kind === 'jpeg' && isCut(error) ? await withEnd(path, given) : null
      if (!whole) throw error
      return { value: await work(sharp(whole, given)), lacksEnd: true }
    }
  } catch (cause) {
    throw new AppError(
      'image.unreadable',
      { path, detail: explainUnreadable(cause, kind) },
      { cause }
    )
  }
}

/** {@link openImage} for those that need not know how whole the file is. */
export const readImage = async <T>(
  path: string,
  work: (image: Sharp) => Promise<T>,
  options?: SharpOptions
): Promise<T> => (await openImage(path, work, options)).value

async function openBmp(path: string): Promise<Sharp> {
  const { data, width, height } = decodeBmp(await readBytes(path, MAX_BYTES))
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const END = Buffer.from([0xff, 0xd9])

/** Bytes that a decoder takes for pixels where pixels are missing, and else reads over. */
const FILLING = Buffer.alloc(64, 0xfe)

/**
 * The JPEG with the end marker that it lacks; null where it has one, or where more is missing: then
 * the pixels depend on what stands before the marker.
 */
async function withEnd(path: string, options: SharpOptions): Promise<Buffer | null> {
  const bytes = await readBytes(path, MAX_BYTES)
  if (bytes.subarray(-2).equals(END)) return null
  const [whole, filled] = [
    [bytes, END],
    [bytes, FILLING, END]
  ].map((parts) => Buffer.concat(parts))
  const pixels = async (file?: Buffer) =>
    hash('sha256', await sharp(file, options).raw().toBuffer())
  return (await pixels(whole)) === (await pixels(filled)) ? (whole ?? null) : null
}
