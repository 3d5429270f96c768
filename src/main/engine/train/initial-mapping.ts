import { sizeOf } from '../graph'
import { MAPPING_PREFIX } from '../nn/captioner'
import { mappingParameterShapes, type MappingShape } from '../nn/mapping'
import { floats, type HostTensor } from '../tensor'
import { RandomStream, uniforms } from './random'

/**
 * A fresh mapping network, initialised as `torch.nn.Linear` is: weights and bias of a layer uniform
 * within ±1/√(inputs of the layer).
 */
export function initialMapping(mapping: MappingShape, seed: number): Record<string, HostTensor> {
  const tensors: Record<string, HostTensor> = {}
  let draw = 0
  for (const [name, shape] of mappingParameterShapes(mapping)) {
    const inputs = name.startsWith('model.0.') ? mapping.embeddingSize : mapping.hiddenSize
    const bound = 1 / Math.sqrt(inputs)
    const values = uniforms(seed, RandomStream.initialWeights, draw++, sizeOf(shape))
    tensors[MAPPING_PREFIX + name] = floats(
      values.map((value) => (2 * value - 1) * bound),
      shape
    )
  }
  return tensors
}
