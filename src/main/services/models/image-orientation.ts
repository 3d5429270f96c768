import type { Encoder, Encoders, ImageOrientation } from '../../../shared/domain'
import { findEmbeddingSet } from '../../store/embeddings/embedding-sets'
import type { Library } from '../../store/core/library'

/** The encoder with images seen so: its `image` encoder is that of the orientation. */
export function seenAs<Clip extends { encoders: Encoders }>(
  clip: Clip,
  orientation: ImageOrientation
): Clip {
  if (orientation === 'upright') return clip
  const { sentence, storedImage } = clip.encoders
  // Without the description of its files, nothing is known of how the model sees images as stored.
  const encoders = {
    ...(storedImage && { image: storedImage, storedImage }),
    ...(sentence && { sentence })
  }
  return { ...clip, encoders }
}

/** How an encoder sees images; upright where nothing is known of it. */
export function orientationOf(encoder: Encoder | undefined): ImageOrientation {
  if (!encoder) return 'upright'
  const { preprocessing } = JSON.parse(encoder.description) as {
    preprocessing?: { orientation?: ImageOrientation }
  }
  return preprocessing?.orientation ?? 'upright'
}

/** The model with images seen as the library has them embedded: upright unless only the other way. */
export function seenAsEmbedded<Clip extends { encoders: Encoders }>(
  { read }: Pick<Library, 'read'>,
  clip: Clip
): Clip {
  const stored = seenAs(clip, 'stored')
  const has = (one: Clip) => findEmbeddingSet(read, one, 'image') !== undefined
  return !has(clip) && has(stored) ? stored : clip
}
