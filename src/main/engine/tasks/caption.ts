import { dirname } from 'node:path'
import { toErrorInfo } from '../../../shared/errors'
import { CaptionWriter } from '../decode/caption-writer'
import { chooseDevice } from '../runtime'
import { readBaseModel } from '../train/base-model'
import { readCheckpointParameters } from '../train/checkpoint'
import { readFrozenConfig } from '../train/run-inputs'
import { PictureEmbedder } from '../vision-embedder'
import { breathe, type TaskFunction } from './task'

/** Captions pictures from a run's checkpoint. A picture that fails does not stop the others. */
export const caption: TaskFunction<'caption'> = async (input, { signal, emit }) => {
  const device = chooseDevice(input.device)
  const runDir = dirname(dirname(input.checkpoint))
  const base = await readBaseModel(runDir, await readFrozenConfig(runDir))
  const weights = { ...base.gpt, ...(await readCheckpointParameters(input.checkpoint)) }
  const writer = await CaptionWriter.create(base.shape, base.tokenizer)
  const embedder = await PictureEmbedder.open(input.clip)
  let done = 0
  let failed = 0
  try {
    for await (const batch of embedder.embed(input.pictures, () => breathe(signal))) {
      for (const { id, error } of batch.failed) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
        failed++
      }
      let place = 0
      const captions = writer.write(weights, batch.embeddings, input.decode, () => breathe(signal))
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
