import { dirname } from 'node:path'
import { toErrorInfo } from '../../../shared/errors'
import { CaptionWriter } from '../decode/caption-writer'
import { chooseDevice } from '../devices/choose-device'
import { loraOf, readBaseModel } from '../train/base-model'
import { readCheckpointParameters } from '../train/checkpoint'
import { normalized } from '../train/embedding-conditioning'
import { mergeLora } from '../train/merge-lora'
import { readFrozenConfig } from '../train/run-inputs'
import { PictureEmbedder } from '../vision-embedder'
import type { TaskFunction } from './task'

/** Captions pictures from a run's checkpoint. A picture that fails does not stop the others. */
export const caption: TaskFunction<'caption'> = async (input, { emit, turn }) => {
  const device = await chooseDevice(input.device)
  const runDir = dirname(dirname(input.checkpoint))
  const frozen = await readFrozenConfig(runDir)
  const base = await readBaseModel(runDir, frozen)
  const trained = await readCheckpointParameters(input.checkpoint)
  const weights = mergeLora(base.shape, { ...base.gpt, ...trained }, loraOf(frozen.config))
  const writer = await CaptionWriter.create(base.shape, base.tokenizer, device)
  const embedder = await PictureEmbedder.open(input.clip, device)
  let done = 0
  let failed = 0
  try {
    for await (const batch of embedder.embed(input.pictures, turn)) {
      for (const { id, error } of batch.failed) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
        failed++
      }
      const embeddings = frozen.config.normalizeEmbeddings
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
