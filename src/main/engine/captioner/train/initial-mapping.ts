import { sizeOf } from '../../graph'
import { MAPPING_PREFIX } from '../../../../shared/model-specs/captioner'
import { mappingParameterShapes, type MappingShape } from '../../../../shared/model-specs/mapping'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import { floats, type HostTensor } from '../../tensor/tensor'
import { normals, RandomStream, uniforms } from '../../../base/random'

/**
 * A fresh mapping network, initialised as PyTorch does: weights and bias of a linear layer uniform
 * within ±1/√(inputs of the layer), layer normalisation at 1 and 0, learned constants standard normal.
 */
export function initialMapping(mapping: MappingShape, seed: number): Record<string, HostTensor> {
  const shapes = mappingParameterShapes(mapping)
  return Object.fromEntries(
    [...shapes].map(([name, shape], draw) => [
      MAPPING_PREFIX + name,
      floats(initialValues(shapes, name, sizeOf(shape), seed, draw), shape)
    ])
  )
}

function initialValues(
  shapes: ParameterShapes,
  name: string,
  size: number,
  seed: number,
  draw: number
): Float32Array {
  if (name === 'prefix_const') return normals(seed, RandomStream.initialWeights, draw, size)
  if (/\.norm\d\./.test(name)) return new Float32Array(size).fill(name.endsWith('weight') ? 1 : 0)
  const [, inputs = 1] = shapes.get(name.replace(/bias$/, 'weight')) ?? []
  const bound = 1 / Math.sqrt(inputs)
  return uniforms(seed, RandomStream.initialWeights, draw, size).map(
    (value) => (2 * value - 1) * bound
  )
}
