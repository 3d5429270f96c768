import type { ParameterShapes } from '../../src/shared/model-specs/parameter-shapes'
import { sizeOf } from '../../src/main/engine/graph'
import { LOGIT_SCALE } from './contrastive'
import { floats, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { normals, RandomStream } from '../../src/main/base/random'

/** CLIP begins with similarities over a temperature of 0.07. */
const FIRST_LOGIT_SCALE = Math.log(1 / 0.07)
/** GPT-2's and CLIP's deviation of embedding tables. */
const TABLE_DEVIATION = 0.02

/**
 * Values that a CLIP or a GPT-2 begins its training with: matrices normal with deviation 1/√inputs,
 * those that write into the residual stream less by √(2·layers), tables as GPT-2 has them, layer
 * normalisation at 1 and 0.
 *
 * @param linear Whether a matrix's inputs are its first axis, as in GPT-2, or the others, as in CLIP.
 */
export function initialWeights(
  shapes: ParameterShapes,
  { seed, layers, inputsFirst }: { seed: number; layers: number; inputsFirst: boolean }
): Record<string, HostTensor> {
  return Object.fromEntries(
    [...shapes].map(([name, shape], draw) => {
      const size = sizeOf(shape)
      const filled = (data: Float32Array) => [name, floats(data, shape)] as const
      if (name === LOGIT_SCALE) return filled(Float32Array.of(FIRST_LOGIT_SCALE))
      if (shape.length === 1 && !name.endsWith('class_embedding')) {
        const isGain = name.endsWith('.weight')
        return filled(new Float32Array(size).fill(isGain ? 1 : 0))
      }
      const deviation = deviationOf(name, inputsFirst ? (shape[0] ?? 1) : size / (shape[0] ?? 1))
      const shrink = /out_proj|fc2|c_proj/.test(name) ? 1 / Math.sqrt(2 * layers) : 1
      const numbers = normals(seed, RandomStream.initialWeights, draw, size)
      return filled(numbers.map((number) => number * deviation * shrink))
    })
  )
}

const deviationOf = (name: string, inputs: number): number =>
  /wte|wpe|(token|position|class)_embedding/.test(name) ? TABLE_DEVIATION : 1 / Math.sqrt(inputs)
