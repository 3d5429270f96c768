import {
  textParameterShapes,
  visionParameterShapes,
  type EncoderShape
} from '../../../../shared/model-specs/encoder'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import type { ComputedWeights } from '../../../../shared/domain'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, Tape, writeModel, type GraphModel } from '../../graph'
import { openSession, targetOf, type GraphSession } from '../../runtime/session'
import { floatData, floats, type HostTensor } from '../../tensor/tensor'
import type { EncoderFolder } from '../../formats/hugging-face/encoder-folder'
import { parameterWeights } from '../../nn/parameters'
import { int8Graph } from '../int8/int8-graph'
import { int8Weights } from '../int8/int8-weights'
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
  device: DeviceName,
  weights: ComputedWeights = 'float32'
): Promise<ItemEmbedder<Float32Array>> =>
  openSide(folder, device, visionParameterShapes(folder.config), imageSide(folder.config), weights)

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
  { network, layOut }: Side<Item>,
  computed: ComputedWeights = 'float32'
): Promise<ItemEmbedder<Item>> {
  const builder = new GraphBuilder('float32', targetOf(device))
  const tape = new Tape(builder)
  builder.output('embeddings', network(tape, parameterWeights(tape, shapes)))
  const model = writeModel(builder)
  const read = async (name: string): Promise<HostTensor> =>
    floats(await folder.weights.read(name), shapes.get(name) ?? [])
  const session =
    computed === 'int8'
      ? await openInt8(model, shapes, read, device)
      : await openFloat(model, shapes, read, device)
  return {
    async embed(items) {
      const { feeds, bindings } = layOut(items)
      const { embeddings } = await session.run(feeds, bindings)
      return floatData(embeddings)
    },
    close: () => session.release()
  }
}

async function openFloat(
  model: GraphModel,
  shapes: ParameterShapes,
  read: (name: string) => Promise<HostTensor>,
  device: DeviceName
): Promise<GraphSession> {
  const weights: Record<string, HostTensor> = {}
  for (const name of shapes.keys()) weights[name] = await read(name)
  return openSession(model, device, { weights })
}

async function openInt8(
  model: GraphModel,
  shapes: ParameterShapes,
  read: (name: string) => Promise<HostTensor>,
  device: DeviceName
): Promise<GraphSession> {
  const { matrices, others } = await int8Weights([model], shapes.keys(), read)
  const written = int8Graph(model, matrices)
  return openSession(written.model, device, { weights: { ...others, ...written.weights } })
}
