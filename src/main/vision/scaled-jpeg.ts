import { readImage } from './open-image'

/**
 * The image at `path` as a JPEG, upright, its longer side at most `size` pixels, what is transparent
 * on white. Throws `image.unreadable`.
 */
export const scaledJpeg = (path: string, size: number): Promise<Buffer> =>
  readImage(path, (image) =>
    image
      .autoOrient()
      .resize(size, size, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 85 })
      .toBuffer()
  )
