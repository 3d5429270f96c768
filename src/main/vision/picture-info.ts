import { openPicture, readingPicture } from './open-picture'

export interface PictureInfo {
  /** Pixels, after EXIF orientation. */
  width: number
  height: number
  /** As the content says, whatever the file's name: `jpeg`, `png`, `webp`, `gif`, `tiff`, `heif`. */
  format: string
}

/**
 * Size and format of the picture at `path`. All of it is decoded (a JPEG at an eighth of its
 * size), so that a file cut short is found now. Throws `picture.unreadable`.
 */
export async function readPictureInfo(path: string): Promise<PictureInfo> {
  const { autoOrient, format } = await readingPicture(path, openPicture(path).metadata())
  await readingPicture(
    path,
    openPicture(path, { sequentialRead: true })
      .resize({ width: 16, withoutEnlargement: true })
      .raw()
      .toBuffer()
  )
  return { width: autoOrient.width, height: autoOrient.height, format }
}
