import type { GptParameterSizes } from './gpt2'
import type { ParameterShapes } from './parameter-shapes'

/**
 * Low-rank adaptation (Hu et al., 2021) of GPT-2's attention and MLP matrices: y = x·W + b +
 * alpha/rank·(x·A)·B, with A [in, rank] and B [rank, out] trained and W left as it is.
 */
export interface LoraSettings {
  rank: number
  alpha: number
}

/** Prefix of the additions' names, in front of the name of the weight that they belong to. */
export const LORA_PREFIX = 'lora.'

/** Names of the two factors of a weight's addition. */
export const loraNames = (weight: string): { a: string; b: string } => ({
  a: `${LORA_PREFIX}${weight}.a`,
  b: `${LORA_PREFIX}${weight}.b`
})

/** The weights that get an addition, by the names of `gptParameterShapes`, with their shapes. */
export function adaptedWeights(
  gpt: GptParameterSizes
): [weight: string, inputs: number, outputs: number][] {
  const { width, innerSize } = gpt
  return Array.from({ length: gpt.layers }, (_, layer) => `h.${layer}.`).flatMap(
    (at): [string, number, number][] => [
      [`${at}attn.c_attn.weight`, width, 3 * width],
      [`${at}attn.c_proj.weight`, width, width],
      [`${at}mlp.c_fc.weight`, width, innerSize],
      [`${at}mlp.c_proj.weight`, innerSize, width]
    ]
  )
}

export const loraParameterShapes = (
  gpt: GptParameterSizes,
  { rank }: LoraSettings
): ParameterShapes =>
  new Map(
    adaptedWeights(gpt).flatMap(([weight, inputs, outputs]): [string, number[]][] => {
      const names = loraNames(weight)
      return [
        [names.a, [inputs, rank]],
        [names.b, [rank, outputs]]
      ]
    })
  )
