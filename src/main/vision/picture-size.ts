import { openPicture, readingPicture } from './open-picture'

/**
 * Pixels of the picture at `path` as its header says, before it is decoded; 0 where it names none.
 * Throws `picture.unreadable`, also for one with more pixels than are decoded.
 */
export async function readPixelCount(path: string): Promise<number> {
  const { width = 0, height = 0 } = await readingPicture(path, openPicture(path).metadata())
  return width * height
}
