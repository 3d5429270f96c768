import {
  clipVisionParameterShapes,
  clipTextParameterShapes,
  visionPositions,
  type ClipShape
} from '../../../../shared/model-specs/clip'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, Tape, writeModel, type Value } from '../../graph'
import { openSession, targetOf, type Feeds } from '../../runtime/session'
import { floatData, floats, integers, type HostTensor } from '../../tensor/tensor'
import { causalMask } from '../../nn/batch'
import type { ClipFolder } from '../../formats/hugging-face/clip-folder'
import { embedTokens, endOfTextPosition, type clipTextInputs } from '../../nn/clip-text'
import { embedPixels, type clipVisionInputs } from '../../nn/clip-vision'
import type { FeedsOf } from '../../nn/inputs'
import { parameterWeights, type Parameters } from '../../nn/parameters'

/** What is needed of a CLIP folder. */
export interface ClipSource extends Pick<ClipFolder, 'config'> {
  weights: Pick<ClipFolder['weights'], 'read'>
}

/** One side of a CLIP made ready to run. */
export interface ClipEmbedder<Item> {
  /** Embeddings of a batch of at least one item, row-major [items, embeddingSize], not normalised. */
  embed(items: readonly Item[]): Promise<Float32Array>
  close(): Promise<void>
}

/** The image side; an item is what `preprocessImage` returns. */
export async function openImageEmbedder(
  folder: ClipSource,
  device: DeviceName
): Promise<ClipEmbedder<Float32Array>> {
  const { vision } = folder.config
  const { channels, patchSize, imageSize } = vision
  const tower = await openTower(
    folder,
    device,
    clipVisionParameterShapes(folder.config),
    embedPixels
  )
  const grid = imageSize / patchSize
  const positions = visionPositions(vision)
  return {
    close: tower.close,
    embed(items) {
      const pixels = new Float32Array(items.length * channels * imageSize ** 2)
      items.forEach((item, index) => pixels.set(item, index * item.length))
      return tower.run(
        {
          pixels: floats(pixels, [items.length, channels, grid, patchSize, grid, patchSize]),
          zeros: integers(items.map(() => 0)),
          rows: integers(items.map((_, index) => index * positions))
        } satisfies Partial<FeedsOf<ReturnType<typeof clipVisionInputs>>>,
        { B: items.length, P: items.length * grid ** 2, R: items.length * positions }
      )
    }
  }
}

/** The sentence side; an item is a sentence's token ids, start and end of text included. */
export async function openSentenceEmbedder(
  folder: ClipSource,
  device: DeviceName
): Promise<ClipEmbedder<readonly number[]>> {
  const { text } = folder.config
  const tower = await openTower(folder, device, clipTextParameterShapes(folder.config), embedTokens)
  return {
    close: tower.close,
    embed(items) {
      const length = Math.max(...items.map((ids) => ids.length))
      // Attention is causal, so what pads a shorter sentence on the right is never looked at.
      const tokens = new Array<number>(items.length * length).fill(0)
      items.forEach((ids, index) => {
        ids.forEach((id, position) => (tokens[index * length + position] = id))
      })
      return tower.run(
        {
          tokens: integers(tokens),
          positions: integers(Array.from({ length }, (_, position) => position)),
          mask: causalMask(length, 0),
          ends: integers(items.map((ids, index) => index * length + endOfTextPosition(ids, text)))
        } satisfies Partial<FeedsOf<typeof clipTextInputs>>,
        { B: items.length, T: length, S: items.length * length }
      )
    }
  }
}

type Network = (tape: Tape, parameters: Parameters, shape: ClipShape) => Value

async function openTower(
  folder: ClipSource,
  device: DeviceName,
  shapes: ParameterShapes,
  network: Network
) {
  const builder = new GraphBuilder('float32', targetOf(device))
  const tape = new Tape(builder)
  builder.output('embeddings', network(tape, parameterWeights(tape, shapes), folder.config))
  const weights: Record<string, HostTensor> = {}
  for (const [name, shape] of shapes) weights[name] = floats(await folder.weights.read(name), shape)
  const session = await openSession(writeModel(builder), device, { weights })
  return {
    async run(feeds: Feeds, bindings: Record<string, number>): Promise<Float32Array> {
      const { embeddings } = await session.run(feeds, bindings)
      return floatData(embeddings)
    },
    close: () => session.release()
  }
}
