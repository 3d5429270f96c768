/** Longest side of a thumbnail in pixels. */
export type ThumbnailSize = 256 | 512

/**
 * Addresses of images, relative to the media root (`/session/KEY/media/` behind the browser
 * host, `/media/` on the desktop). Images are asked for by id, never by path.
 */
export const mediaPath = {
  /**
   * A WebP thumbnail whose longer side is at most `size` pixels. With a `version` of the image's row
   * the address names one content for ever.
   */
  thumbnail: (imageId: number, size: ThumbnailSize, version?: string) =>
    [`thumbnails/${size}/${imageId}`, version].filter(Boolean).join('/'),
  /** The image itself, upright. */
  image: (imageId: number) => `images/${imageId}`,
  /** A thumbnail of an image in the folder of a captioning job. */
  captioningItem: (jobId: number, index: number) => `captioning/${jobId}/${index}`
}
