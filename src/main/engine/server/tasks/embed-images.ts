import { toErrorInfo } from '../../../../shared/errors'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { joined } from '../../captioner/embed/finite-vectors'
import { ImageEmbedder } from '../../captioner/embed/vision-embedder'
import type { TaskFunction } from './task'

/** Embeds images with an encoder. An image that fails does not stop the others. */
export const embedImages: TaskFunction<'embedImages'> = async (input, { emit, yieldNow }) => {
  const device = await chooseDevice(input.device)
  const embedder = await ImageEmbedder.open(input.clip, input.orientation, device)
  const dim = embedder.folder.config.embeddingSize
  let embedded = 0
  let failed = 0
  try {
    for await (const batch of embedder.embed(input.images, yieldNow)) {
      for (const { id, error } of batch.failed) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
      }
      if (batch.ids.length > 0) {
        emit({ type: 'rows', ids: batch.ids, values: joined(batch.embeddings, dim), dim })
      }
      embedded += batch.ids.length
      failed += batch.failed.length
    }
  } finally {
    await embedder.release()
  }
  return { device, embedded, failed }
}
