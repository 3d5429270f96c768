import type { BenchTrainInput } from '../../../../shared/engine-protocol/bench'
import { sizeOf } from '../../graph'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import type { CaptionerOptions } from '../../nn/captioner'
import { floats, type HostTensor } from '../../tensor/tensor'
import type { Example } from '../../nn/batch'
import { normals, RandomStream } from '../../../base/random'
import { Mulberry32 } from './mulberry32'

/** Batches in the pool; a round is a pass over all of them. */
const POOL = 8
const EMBEDDING = 512

/** Sizes of a benchmark's captioner. */
export type BenchShapeInput = Pick<
  BenchTrainInput,
  'layers' | 'width' | 'heads' | 'vocabulary' | 'prefix'
>

/** The captioner of a benchmark, with ClipCap's MLP mapping network. */
export function benchShape(input: BenchShapeInput): CaptionerShape {
  const { layers, width, heads, vocabulary, prefix } = input
  return {
    mapping: {
      kind: 'mlp',
      embeddingSize: EMBEDDING,
      prefixLength: prefix,
      width,
      hiddenSize: Math.floor((prefix * width) / 2)
    },
    gpt: {
      layers,
      heads,
      width,
      positions: 1024,
      vocabularySize: vocabulary,
      innerSize: 4 * width,
      layerNormEpsilon: 1e-5
    }
  }
}

/** The recipe's dropout, and LoRA's sizes where they are asked for. */
export const benchForward = ({ regime }: BenchTrainInput): CaptionerOptions => ({
  mappingDropout: 0.2,
  gptDropout: regime === 'frozen' ? 0 : 0.1,
  labelSmoothing: 0,
  lora: regime === 'lora' ? { rank: 8, alpha: 16 } : null
})

/** Random weights as a fresh GPT-2 has them: normal with deviation 0.02, layer normalisation at 1. */
export function benchWeights(shapes: ParameterShapes, seed: number): Record<string, HostTensor> {
  // One block of random numbers for all: their values change nothing about the time.
  const noise = normals(seed, RandomStream.initialWeights, 0, 1 << 16)
  return Object.fromEntries(
    [...shapes].map(([name, dims]) => {
      const data = new Float32Array(sizeOf(dims))
      const isScale = /ln_\w+\.weight$/.test(name)
      for (let index = 0; index < data.length; index++) {
        data[index] = isScale ? 1 : 0.02 * (noise[index & 0xffff] ?? 0)
      }
      return [name, floats(data, dims)]
    })
  )
}

/** A pool of batches of random captions, lengths drawn by Mulberry32; sorted by length if bucketed. */
export function benchBatches(input: BenchTrainInput): Example[][] {
  const { batch, shortest, longest, seed, vocabulary } = input
  const draw = new Mulberry32(seed)
  const lengths = Array.from({ length: POOL * batch }, () => draw.integer(shortest, longest))
  if (input.bucketed) lengths.sort((a, b) => a - b)
  const examples = lengths.map((length, index) => ({
    embedding: normals(seed, RandomStream.sentenceNoise, index, EMBEDDING),
    tokens: Array.from({ length }, () => draw.integer(1, vocabulary - 1))
  }))
  return Array.from({ length: POOL }, (_, index) =>
    examples.slice(index * batch, (index + 1) * batch)
  )
}
