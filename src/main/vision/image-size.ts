import { readImage } from './open-image'

/**
 * Pixels of the image at `path` as its header says, before it is decoded; 0 where it names none.
 * Throws `image.unreadable`, also for one with more pixels than are decoded.
 */
export async function readPixelCount(path: string): Promise<number> {
  const { width, height } = await readImage(path, (image) => image.metadata())
  return width * height
}
