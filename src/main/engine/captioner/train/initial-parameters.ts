import { adaptedWeights, loraNames } from '../../../../shared/model-specs/lora'
import { loraOf, trainedShapes } from '../../../../shared/model-specs/run-models'
import type { RunConfig } from '../../../../shared/domain'
import { floats, type HostTensor } from '../../tensor/tensor'
import type { BaseModel } from './base-model'
import { initialMapping } from './initial-mapping'
import { RandomStream, uniforms } from '../../../base/random'

/**
 * What a run starts with beside its GPT-2: the mapping network of the captioner that it continues
 * from or a fresh one, and LoRA's factors, A uniform within ±1/√inputs and B zero, so that the first
 * step sees GPT-2 as it was.
 */
export function initialParameters(
  { shape, mapping = null }: Pick<BaseModel, 'shape'> & Partial<Pick<BaseModel, 'mapping'>>,
  config: RunConfig
): Record<string, HostTensor> {
  const tensors = mapping ? { ...mapping } : initialMapping(shape.mapping, config.seed)
  const lora = loraOf(config)
  if (!lora) return tensors
  adaptedWeights(shape.gpt).forEach(([weight, inputs, outputs], draw) => {
    const names = loraNames(weight)
    const bound = 1 / Math.sqrt(inputs)
    const uniform = uniforms(config.seed, RandomStream.initialLora, draw, inputs * lora.rank)
    const factor = uniform.map((value) => (2 * value - 1) * bound)
    tensors[names.a] = floats(factor, [inputs, lora.rank])
    tensors[names.b] = floats(new Float32Array(lora.rank * outputs), [lora.rank, outputs])
  })
  return tensors
}

/** Names of the parameters that a run trains. */
export const trainedNames = ({ shape }: Pick<BaseModel, 'shape'>, config: RunConfig): string[] => [
  ...trainedShapes(shape, config).keys()
]
