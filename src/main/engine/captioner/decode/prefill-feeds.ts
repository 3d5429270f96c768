import { positionsBefore, type CaptionerShape } from '../../../../shared/model-specs/captioner'
import type { Bindings } from '../../graph'
import { causalMask } from '../../nn/batch'
import { mappingBindings } from '../../nn/mapping'
import type { Feeds } from '../../runtime/session'
import { floats, integers } from '../../tensor/tensor'

/**
 * What the graph of `buildPrefillGraph` reads of some images beside weights and `count`.
 *
 * @param embeddings Each [embedding].
 * @param prompts Of each image, as long as the captioner's prompts are; none where it has none.
 */
export function prefillFeeds(
  shape: CaptionerShape,
  embeddings: readonly Float32Array[],
  prompts: readonly (readonly number[])[]
): { feeds: Feeds; bindings: Bindings } {
  const { mapping, promptLength = 0 } = shape
  const { embeddingSize } = mapping
  const length = positionsBefore(shape)
  const images = embeddings.length
  const stacked = new Float32Array(images * embeddingSize)
  embeddings.forEach((embedding, row) => stacked.set(embedding, row * embeddingSize))
  const prompted = prompts.flat()
  if (prompted.length !== images * promptLength) throw new RangeError('each image needs its prompt')
  return {
    feeds: {
      embeddings: floats(stacked, [images, embeddingSize]),
      ...(promptLength > 0 && { prompts: integers(prompted) }),
      positions: integers(Array.from({ length }, (_, position) => position)),
      mask: causalMask(length, 0),
      last: integers(embeddings.map((_, row) => (row + 1) * length - 1))
    },
    bindings: {
      B: images,
      R: images * length,
      F: prompted.length,
      ...mappingBindings(mapping, images)
    }
  }
}
