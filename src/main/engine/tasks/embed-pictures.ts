import { toErrorInfo } from '../../../shared/errors'
import { chooseDevice } from '../devices/choose-device'
import { PictureEmbedder } from '../vision-embedder'
import type { TaskFunction } from './task'

/** Embeds pictures with a CLIP model. A picture that fails does not stop the others. */
export const embedPictures: TaskFunction<'embedPictures'> = async (input, { emit, turn }) => {
  const device = await chooseDevice(input.device)
  const embedder = await PictureEmbedder.open(input.clip, device)
  const dim = embedder.folder.config.embeddingSize
  let embedded = 0
  let failed = 0
  try {
    for await (const batch of embedder.embed(input.pictures, turn)) {
      for (const { id, error } of batch.failed) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
      }
      if (batch.ids.length > 0) {
        const values = new Float32Array(batch.ids.length * dim)
        batch.embeddings.forEach((embedding, row) => values.set(embedding, row * dim))
        emit({ type: 'rows', ids: batch.ids, values, dim })
      }
      embedded += batch.ids.length
      failed += batch.failed.length
    }
  } finally {
    await embedder.release()
  }
  return { device, embedded, failed }
}
