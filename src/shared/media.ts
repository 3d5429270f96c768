/** Longest side of a thumbnail in pixels. */
export type ThumbnailSize = 256 | 512

/**
 * Addresses of pictures, relative to the media root (`/media/` behind the browser host,
 * `viecap://media/` on the desktop). Pictures are asked for by id, never by path.
 */
export const mediaPath = {
  /**
   * A WebP thumbnail whose longer side is at most `size` pixels. With a `version` of the image's row
   * the address names one content for ever.
   */
  thumbnail: (imageId: number, size: ThumbnailSize, version?: string) =>
    [`thumbnails/${size}/${imageId}`, version].filter(Boolean).join('/'),
  /** The picture itself, upright. */
  picture: (imageId: number) => `pictures/${imageId}`,
  /** A thumbnail of a picture in the folder of a captioning job. */
  captioningItem: (jobId: number, index: number) => `captioning/${jobId}/${index}`
}
