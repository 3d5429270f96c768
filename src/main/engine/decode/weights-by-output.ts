import { GPT_PREFIX } from '../nn/captioner'
import type { GptShape } from '../nn/gpt2'
import { adaptedWeights } from '../nn/lora'
import type { ParameterShapes } from '../nn/parameters'
import type { MixedFeeds } from '../runtime'
import { floats } from '../tensor'

/**
 * The matrices of the GPT-2's layers as [out, in]. A search multiplies few rows by them, so that it
 * waits for the weights to be read: the runtime's products take them straight from memory in this
 * form, and pack them anew at each step in GPT-2's own, [in, out].
 */
export function shapesByOutput(shapes: ParameterShapes, gpt: GptShape): ParameterShapes {
  const swapped = matrices(gpt).map(([name, inputs, outputs]) => [name, [outputs, inputs]] as const)
  return new Map([...shapes, ...swapped])
}

/** Copies of those matrices in that form, beside all other weights as they are; on the host alone. */
export function weightsByOutput(weights: MixedFeeds, gpt: GptShape): MixedFeeds {
  const swapped = matrices(gpt).map(([name, inputs, outputs]) => {
    const tensor = weights[name]
    if (!tensor || !('data' in tensor) || !(tensor.data instanceof Float32Array)) {
      throw new Error(`the weights lack ${name}`)
    }
    return [name, floats(transposed(tensor.data, inputs, outputs), [outputs, inputs])]
  })
  return { ...weights, ...Object.fromEntries(swapped) }
}

const matrices = (gpt: GptShape) =>
  adaptedWeights(gpt).map(([name, ...sizes]) => [`${GPT_PREFIX}${name}`, ...sizes] as const)

/** Rows and columns that stay in the cache together. */
const TILE = 32

function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(data.length)
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(top + TILE, rows)
    for (let left = 0; left < columns; left += TILE) {
      const right = Math.min(left + TILE, columns)
      for (let column = left; column < right; column++) {
        for (let row = top; row < bottom; row++) {
          result[column * rows + row] = data[row * columns + column] ?? 0
        }
      }
    }
  }
  return result
}
