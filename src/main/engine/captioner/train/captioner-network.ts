import {
  captionerParameterShapes,
  type CaptionerShape
} from '../../../../shared/model-specs/captioner'
import { loraParameterShapes } from '../../../../shared/model-specs/lora'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import type { Bindings } from '../../graph'
import { captionLoss, type CaptionerOptions } from '../../nn/captioner'
import { headParts } from '../../nn/head-parts'
import type { Network } from '../../nn/network'

/**
 * Rows of the output head that one part holds on the CPU. The gradient's product reads
 * probabilities by their columns, several times: those of one part stay in the cache.
 */
const ROWS_PER_PART = 6400

/** What a device cannot hold; nothing by default. */
export interface TensorLimits {
  /** Bytes of the largest tensor that the device takes; null without a limit. */
  largestTensor: number | null
  /** Axes of which one set or another bounds every batch. */
  largest: readonly Bindings[]
}

/**
 * A captioner as it is trained. Where the device cannot hold the token table at all, writing its loss
 * throws `train.table-too-large`.
 */
export const captionerNetwork = (
  shape: CaptionerShape,
  forward: Omit<CaptionerOptions, 'headParts'>,
  { largestTensor, largest }: TensorLimits = { largestTensor: null, largest: [] }
): Network => ({
  shapes: trainableShapes(shape, forward),
  loss(tape, parameters) {
    const parts =
      tape.builder.target === 'cpu'
        ? Math.ceil(shape.gpt.vocabularySize / ROWS_PER_PART)
        : headParts(shape.gpt, largest, largestTensor)
    return captionLoss(tape, parameters, shape, { ...forward, headParts: parts })
  }
})

/** Parameters of the captioner with those of LoRA, where the forward pass has them. */
export function trainableShapes(
  shape: CaptionerShape,
  { lora }: Pick<CaptionerOptions, 'lora'>
): ParameterShapes {
  const plain = captionerParameterShapes(shape)
  return lora ? new Map([...plain, ...loraParameterShapes(shape.gpt, lora)]) : plain
}
