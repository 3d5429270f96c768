import { mediaPath, type ThumbnailSize } from '../../shared/media'
import { sessionPath } from '../../shared/session-key'
import { onDesktop } from './client'
import { sessionKey } from './session-key'

const root = (): string => (onDesktop() ? '/media/' : sessionPath(sessionKey(), 'media/'))

/** Addresses of images for `<img src>`. */
export const mediaUrl = {
  thumbnail: (
    imageId: number,
    { size = 256, version }: { size?: ThumbnailSize; version?: string } = {}
  ) => root() + mediaPath.thumbnail(imageId, size, version),
  image: (imageId: number) => root() + mediaPath.image(imageId),
  captioningItem: (jobId: number, index: number) => root() + mediaPath.captioningItem(jobId, index)
}
