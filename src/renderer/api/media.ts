import { mediaPath } from '../../shared/media'
import { onDesktop } from './client'

const root = (): string => (onDesktop() ? 'viecap://media/' : '/media/')

/** Addresses of pictures for `<img src>`. */
export const mediaUrl = {
  thumbnail: (imageId: number, size: 256 | 512 = 256) =>
    root() + mediaPath.thumbnail(imageId, size),
  picture: (imageId: number) => root() + mediaPath.picture(imageId),
  captioningItem: (jobId: number, index: number) => root() + mediaPath.captioningItem(jobId, index)
}
