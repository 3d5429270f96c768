import { toErrorInfo } from '../../../shared/errors'
import { openCaptioner } from '../captioner/open-captioner'
import { CaptionWriter } from '../decode/caption-writer'
import { chooseDevice } from '../devices/choose-device'
import { normalized } from '../train/embedding-conditioning'
import { PictureEmbedder } from '../vision-embedder'
import type { TaskFunction } from './task'

/** Captions pictures by a captioner. A picture that fails does not stop the others. */
export const caption: TaskFunction<'caption'> = async (input, { emit, turn }) => {
  const device = await chooseDevice(input.device)
  const captioner = await openCaptioner(input.captioner)
  const weights = await captioner.load()
  const writer = await CaptionWriter.create(captioner.shape, captioner.tokenizer, device)
  const embedder = await PictureEmbedder.open(input.clip, device)
  let done = 0
  let failed = 0
  try {
    for await (const batch of embedder.embed(input.pictures, turn)) {
      for (const { id, error } of batch.failed) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
        failed++
      }
      const embeddings = captioner.normalizeEmbeddings
        ? batch.embeddings.map(normalized)
        : batch.embeddings
      let place = 0
      const captions = writer.write(weights, embeddings, input.decode, turn, batch.ids)
      for await (const { text, score, tokens } of captions) {
        const id = batch.ids[place++]
        if (id === undefined) break
        emit({ type: 'caption', id, text, score, tokens })
        done++
      }
    }
  } finally {
    await writer.release()
    await embedder.release()
  }
  return { device, done, failed }
}
