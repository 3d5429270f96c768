import { add, linear, scale, type Tape, type Value } from '../graph'
import { loraNames, type LoraSettings } from '../../../shared/model-specs/lora'
import type { Parameters } from './parameters'

/** Adds alpha/rank·(x·A)·B to the output of the layer that a weight belongs to. */
export const loraAdapter =
  (t: Tape, p: Parameters, { rank, alpha }: LoraSettings) =>
  (weight: string, input: Value, output: Value): Value => {
    const names = loraNames(weight)
    const low = linear(t, input, p(names.a))
    return add(t, output, scale(t, linear(t, low, p(names.b)), alpha / rank))
  }
