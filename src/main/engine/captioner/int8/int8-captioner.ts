import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import type { HostTensor } from '../../tensor/tensor'
import { buildNextGraph, buildPrefillGraph } from '../decode/decode-graphs'
import { int8Weights, type Int8Weights } from './int8-weights'

/** A captioner's parameters for a decoder with int8 weights; each is let go when it has become int8. */
export function int8CaptionerWeights(
  shape: CaptionerShape,
  parameters: Readonly<Record<string, HostTensor>>
): Promise<Int8Weights> {
  const left = new Map(Object.entries(parameters))
  const form = { scores: 'ranked', target: 'any', held: 'tokens' } as const
  const graphs = [buildPrefillGraph(shape, form), buildNextGraph(shape, form)]
  return int8Weights(graphs, [...left.keys()], (name) => {
    const tensor = left.get(name)
    if (!tensor) throw new Error(`the captioner has no ${name}`)
    left.delete(name)
    return tensor
  })
}
