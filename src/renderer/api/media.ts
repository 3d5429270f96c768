import { mediaPath, type ThumbnailSize } from '../../shared/media'
import { onDesktop } from './client'

const root = (): string => (onDesktop() ? 'viecap://media/' : '/media/')

/** Addresses of pictures for `<img src>`. */
export const mediaUrl = {
  thumbnail: (
    imageId: number,
    { size = 256, version }: { size?: ThumbnailSize; version?: string } = {}
  ) => root() + mediaPath.thumbnail(imageId, size, version),
  picture: (imageId: number) => root() + mediaPath.picture(imageId),
  captioningItem: (jobId: number, index: number) => root() + mediaPath.captioningItem(jobId, index)
}
