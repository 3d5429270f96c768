/**
 * Addresses of pictures, relative to the media root (`/media/` behind the browser host,
 * `viecap://media/` on the desktop). Pictures are asked for by id, never by path.
 */
export const mediaPath = {
  /** A WebP thumbnail whose longer side is at most `size` pixels. */
  thumbnail: (imageId: number, size: 256 | 512) => `thumbnails/${size}/${imageId}`,
  /** The picture itself, upright. */
  picture: (imageId: number) => `pictures/${imageId}`,
  /** A thumbnail of a picture in the folder of a captioning job. */
  captioningItem: (jobId: number, index: number) => `captioning/${jobId}/${index}`
}
