import { openImage, readImage } from './open-image'

export interface ImageInfo {
  /** Pixels, after EXIF orientation. */
  width: number
  height: number
  /** As the content says, whatever the file's name: `jpeg`, `png`, `webp`, `gif`, `tiff`, `heif`, `raw` for a bitmap. */
  format: string
  /** Whether it is a JPEG that lacks its end marker and nothing else: it can be used. */
  lacksEnd: boolean
}

/**
 * Size and format of the image at `path`. All of it is decoded (a JPEG at an eighth of its
 * size), so that a file cut short is found now. Throws `image.unreadable`.
 */
export async function readImageInfo(path: string): Promise<ImageInfo> {
  const { autoOrient, format } = await readImage(path, (image) => image.metadata())
  const { lacksEnd } = await openImage(
    path,
    (image) => image.resize({ width: 16, withoutEnlargement: true }).raw().toBuffer(),
    { sequentialRead: true }
  )
  return { width: autoOrient.width, height: autoOrient.height, format, lacksEnd }
}
