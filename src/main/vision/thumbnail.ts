import { readFile } from 'node:fs/promises'
import { openPicture, readingPicture } from './open-picture'

/**
 * A WebP thumbnail of the picture at `path`, upright, its longer side at most `size` pixels; a
 * smaller picture keeps its size. Throws `picture.unreadable`.
 */
export async function makeThumbnail(path: string, size: number): Promise<Buffer> {
  const thumbnail = openPicture(path)
    .autoOrient()
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
  return readingPicture(path, thumbnail.toBuffer())
}

/** What a browser shows as it is, by sharp's name of the format. */
const contentTypes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heif: 'image/avif'
}

/**
 * The picture at `path` for a browser, upright: the file itself where the browser can show it, or
 * else encoded anew at full size. Throws `picture.unreadable`, also for one with too many pixels.
 */
export async function renderPicture(path: string): Promise<{ data: Buffer; contentType: string }> {
  const { format, orientation, hasAlpha } = await readingPicture(path, openPicture(path).metadata())
  const contentType = contentTypes[format]
  if (contentType && (orientation ?? 1) === 1) {
    return { data: await readingPicture(path, readFile(path)), contentType }
  }
  const upright = openPicture(path).autoOrient()
  return hasAlpha
    ? { data: await readingPicture(path, upright.png().toBuffer()), contentType: 'image/png' }
    : {
        data: await readingPicture(path, upright.jpeg({ quality: 92 }).toBuffer()),
        contentType: 'image/jpeg'
      }
}
