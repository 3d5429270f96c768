import type { ParameterShapes } from '../../../shared/model-specs/parameter-shapes'
import type { Bindings, Tape, Value } from '../graph'
import { floats, type FloatTensor, type HostTensor } from '../tensor/tensor'
import type { Parameters } from './parameters'

/** A network that can be trained: its parameters, and the loss that they are to make small. */
export interface Network {
  /** All parameters, also those that stay as they are. */
  shapes: ParameterShapes
  /**
   * Writes the forward pass, for the target of the tape's builder. The loss is a sum of losses of
   * targets, each times its number in the input `weights`.
   *
   * @returns `loss`, a scalar, and where steps shall tell them the targets' own losses, `nll` [M].
   */
  loss(tape: Tape, parameters: Parameters): { loss: Value; nll?: Value }
}

/** A batch as the graph of a network takes it. */
export interface NetworkBatch {
  feeds: Readonly<Record<string, HostTensor>> & { readonly weights: FloatTensor }
  bindings: Bindings
  /** How many losses the batch's loss is the mean of. */
  targets: number
  /** What the loss of each target is multiplied by before the mean, [M]; by default 1. */
  factors?: Float32Array
}

/** The batches, with the input `weights` that has their losses add up to the mean over all targets. */
export function weighted(batches: readonly NetworkBatch[]): NetworkBatch[] {
  const targets = batches.reduce((sum, batch) => sum + batch.targets, 0)
  return batches.map((batch) => {
    const { weights } = batch.feeds
    const { factors } = batch
    const each = new Float32Array(weights.data.length).fill(1 / targets)
    const mean = floats(
      factors ? each.map((one, at) => one * (factors[at] ?? 1)) : each,
      weights.dims
    )
    return { ...batch, feeds: { ...batch.feeds, weights: mean } }
  })
}
