import type { ImageFilter, MapEvent } from '../../../../shared/domain'
import { clipInUse } from '../clip-in-use'
import { resolveLike, type LikePlace } from '../resolve-like'
import { stepsOnThread } from './on-thread'

/** Images of a map at most: UMAP takes about half a minute for them. */
export const MAP_LIMIT = 5000

/**
 * Lays the images of a filter out in a plane by the embeddings of the encoder in use. Throws
 * `filter.invalid`, `like.no-model`, `like.none-embedded`, and `engine.cancelled`.
 */
export async function* mapImages(
  place: LikePlace,
  asked: ImageFilter,
  signal?: AbortSignal
): AsyncGenerator<MapEvent, void> {
  const { set } = clipInUse(place.library)
  const { filter } = await resolveLike(place, asked)
  const { ids, total, values, dim } = await place.library.reader.ask('mapVectors', {
    set,
    filter,
    limit: MAP_LIMIT
  })
  yield { type: 'images', ids, total }
  if (ids.length > 0) yield* stepsOnThread({ values, dim }, signal)
}
