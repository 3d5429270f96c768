import {
  textParameterShapes,
  visionParameterShapes,
  type EncoderShape
} from '../../../../shared/model-specs/encoder'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, Tape, writeModel } from '../../graph'
import { openSession, targetOf } from '../../runtime/session'
import { floatData, floats, type HostTensor } from '../../tensor/tensor'
import type { EncoderFolder } from '../../formats/hugging-face/encoder-folder'
import { parameterWeights } from '../../nn/parameters'
import { imageSide } from './image-side'
import { sentenceSide } from './sentence-side'
import type { Side } from './side'

/** What is needed of an encoder's folder. */
export interface EncoderSource extends Pick<EncoderFolder, 'config'> {
  weights: Pick<EncoderFolder['weights'], 'read'>
}

/** One side of an encoder made ready to run. */
export interface ItemEmbedder<Item> {
  /** Embeddings of a batch of at least one item, row-major [items, embeddingSize], not normalised. */
  embed(items: readonly Item[]): Promise<Float32Array>
  close(): Promise<void>
}

/** The image side; an item is what `preprocessImage` returns. */
export const openImageEmbedder = (
  folder: EncoderSource,
  device: DeviceName
): Promise<ItemEmbedder<Float32Array>> =>
  openSide(folder, device, visionParameterShapes(folder.config), imageSide(folder.config))

/** The sentence side; an item is a sentence's token ids, as the encoder's tokenizer gives them. */
export const openSentenceEmbedder = (
  folder: EncoderSource,
  device: DeviceName
): Promise<ItemEmbedder<readonly number[]>> =>
  openSide(folder, device, textParameterShapes(folder.config), sentenceSide(folder.config))

async function openSide<Item>(
  folder: { config: EncoderShape; weights: EncoderSource['weights'] },
  device: DeviceName,
  shapes: ParameterShapes,
  { network, layOut }: Side<Item>
): Promise<ItemEmbedder<Item>> {
  const builder = new GraphBuilder('float32', targetOf(device))
  const tape = new Tape(builder)
  builder.output('embeddings', network(tape, parameterWeights(tape, shapes)))
  const weights: Record<string, HostTensor> = {}
  for (const [name, shape] of shapes) weights[name] = floats(await folder.weights.read(name), shape)
  const session = await openSession(writeModel(builder), device, { weights })
  return {
    async embed(items) {
      const { feeds, bindings } = layOut(items)
      const { embeddings } = await session.run(feeds, bindings)
      return floatData(embeddings)
    },
    close: () => session.release()
  }
}
