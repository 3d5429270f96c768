import type { BenchEmbedInput } from '../../../../shared/engine-protocol/bench'
import type { ClipPreprocessing } from '../../../vision/clip-preprocess'
import { sizeOf } from '../../graph'
import type { EncoderSource } from '../../captioner/embed/encoder-embedder'
import {
  clipVisionParameterShapes,
  clipTextParameterShapes,
  type ClipShape,
  type ClipEncoderShape
} from '../../../../shared/model-specs/clip'
import { normals, RandomStream } from '../../../base/random'
import { Mulberry32 } from './mulberry32'

const SIDE = 224
const START = 49_406
const END = 49_407
const encoder = { layers: 12, layerNormEpsilon: 1e-5, activation: 'quick_gelu' } as const

/** A CLIP ViT-B with random weights. */
export function benchClip({
  patchSize,
  seed
}: Pick<BenchEmbedInput, 'patchSize' | 'seed'>): EncoderSource {
  const text: ClipEncoderShape = { ...encoder, heads: 8, width: 512, innerSize: 2048 }
  const vision: ClipEncoderShape = { ...encoder, heads: 12, width: 768, innerSize: 3072 }
  const config: ClipShape = {
    embeddingSize: 512,
    vision: { ...vision, imageSize: SIDE, patchSize, channels: 3 },
    text: { ...text, contextLength: 77, vocabularySize: END + 1, endOfTextId: END }
  }
  const shapes = new Map([...clipVisionParameterShapes(config), ...clipTextParameterShapes(config)])
  // One block of random numbers for all: their values change nothing about the time.
  const noise = normals(seed, RandomStream.initialWeights, 0, 1 << 16)
  const read = (name: string): Promise<Float32Array> => {
    const data = new Float32Array(sizeOf(shapes.get(name) ?? []))
    for (let index = 0; index < data.length; index++) {
      data[index] = 0.02 * (noise[index & 0xffff] ?? 0)
    }
    return Promise.resolve(data)
  }
  return { config: { ...config, family: 'clip' }, weights: { read } }
}

/** CLIP's own. */
export const benchPreprocessing: ClipPreprocessing = {
  resize: { shorterSide: SIDE },
  filter: 'bicubic',
  imageSize: SIDE,
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
  rescale: 1 / 255,
  orientation: 'upright'
}

/** Token ids of random sentences, both marks included, shortest first as the task sorts them. */
export function benchSentences({ sentences, seed }: BenchEmbedInput): number[][] {
  const draw = new Mulberry32(seed)
  const lengths = Array.from({ length: sentences }, () => draw.integer(14, 26))
  return lengths
    .sort((a, b) => a - b)
    .map((length) => [
      START,
      ...Array.from({ length: length - 2 }, () => draw.integer(300, 40_000)),
      END
    ])
}
