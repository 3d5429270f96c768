import { readImage } from './open-image'

/**
 * A WebP thumbnail of the image at `path`, upright, its longer side at most `size` pixels; a
 * smaller image keeps its size. Throws `image.unreadable`.
 */
export async function makeThumbnail(path: string, size: number): Promise<Buffer> {
  return readImage(path, (image) =>
    image
      .autoOrient()
      .resize(size, size, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
  )
}

/** What a browser shows as it is, by sharp's name of the format. */
const contentTypes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heif: 'image/avif'
}

/** An image for a browser; without `data` it is the file as it is. */
export interface BrowserImage {
  data: Buffer | null
  contentType: string
}

/**
 * The image at `path` for a browser, upright: the file itself where the browser can show it, or
 * else encoded again at full size. Throws `image.unreadable`, also for one with too many pixels.
 */
export async function imageForBrowser(path: string): Promise<BrowserImage> {
  return readImage(path, async (image) => {
    const { format, compression, orientation, hasAlpha } = await image.metadata()
    // A HEIC is of the same format, and shown by few browsers.
    const shown = format !== 'heif' || compression === 'av1'
    const contentType = shown ? contentTypes[format] : undefined
    if (contentType && (orientation ?? 1) === 1) return { data: null, contentType }
    const upright = image.autoOrient()
    return hasAlpha
      ? { data: await upright.png().toBuffer(), contentType: 'image/png' }
      : { data: await upright.jpeg({ quality: 92 }).toBuffer(), contentType: 'image/jpeg' }
  })
}
