import type { ImageRef } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import type { ImageReader } from '../../../vision/image-reader'
import { readPixelCount } from '../../../vision/image-size'
import { AheadBuffer } from './ahead-buffer'
import { Gate } from './gate'

/** An image as CLIP takes it, or why it could not be read. */
export type ReadImage<Image extends ImageRef = ImageRef> = Image &
  /** [3, imageSize, imageSize], float32. */
  ({ pixels: Float32Array } | { pixels: null; error: unknown })

/** Images that may be ready or on their way: two batches, at 0.6 MB each for 224 pixels. */
const AHEAD = 64
/** Pixels decoded at once, 3 bytes or more each; an image with more is decoded by itself. */
const PIXELS = 50_000_000

/**
 * Reads images while earlier ones are worked on; they come in the order of `images`. At most
 * `AHEAD` of them are held, and `PIXELS` decoded at once, however many there are. Nothing of a
 * image makes it throw; `images` may.
 *
 * @param maxPixels An image with more fails with `image.too-many-pixels` and is not decoded.
 */
export async function* readAhead<Image extends ImageRef>(
  images: AsyncIterable<Image>,
  reader: ImageReader,
  maxPixels = Infinity
): AsyncGenerator<ReadImage<Image>> {
  const gate = new Gate(reader.places, PIXELS)
  const buffer = new AheadBuffer<Promise<ReadImage<Image>>>(AHEAD)
  void buffer.fill(images, (image) => readImage(image, { reader, gate, maxPixels }))
  try {
    while (await buffer.ready()) yield* buffer.take(1)
  } finally {
    buffer.close()
    await Promise.all(buffer.take())
  }
}

interface Reading {
  reader: ImageReader
  gate: Gate
  maxPixels: number
}

/** Never rejects. */
async function readImage<Image extends ImageRef>(
  image: Image,
  { reader, gate, maxPixels }: Reading
): Promise<ReadImage<Image>> {
  const { path } = image
  try {
    const pixels = await countPixels(path, maxPixels)
    return { ...image, pixels: await gate.run(pixels, () => reader.read(path)) }
  } catch {
    // By itself, since libvips mixes up the reasons of images that fail at the same time.
    return gate
      .run(PIXELS, async () => {
        await countPixels(path, maxPixels)
        return { ...image, pixels: await reader.read(path) }
      })
      .catch((error: unknown) => ({ ...image, pixels: null, error }))
  }
}

async function countPixels(path: string, most: number): Promise<number> {
  const pixels = await readPixelCount(path)
  if (pixels <= most) return pixels
  throw new AppError('image.too-many-pixels', {
    path,
    found: Math.ceil(pixels / 1e6),
    limit: most / 1e6
  })
}
