import type { RunConfig } from '../../../shared/domain'
import { resolveLikeText, type LikePlace } from '../similar/resolve-like'

/** The settings with the images that a `like:` of their filter finds, as `resolveLike` writes them. */
export async function withImagesFound(place: LikePlace, config: RunConfig): Promise<RunConfig> {
  return { ...config, captionFilter: await resolveLikeText(place, config.captionFilter) }
}
