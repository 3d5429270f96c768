import { GPT_PREFIX, type CaptionerShape } from '../../../../shared/model-specs/captioner'
import { adaptedWeights, loraNames, type LoraSettings } from '../../../../shared/model-specs/lora'
import type { Feeds } from '../../runtime/session'
import { floatData, floats, type HostTensor } from '../../tensor/tensor'

/**
 * The parameters with LoRA's additions worked in, W + alpha/rank·A·B, so that everything after
 * training sees a plain GPT-2. Without additions they are returned as they are.
 */
export function mergeLora(
  { gpt }: CaptionerShape,
  weights: Feeds,
  lora: LoraSettings | null
): Record<string, HostTensor> {
  if (!lora) return { ...weights }
  const merged = { ...weights }
  for (const [weight, inputs, outputs] of adaptedWeights(gpt)) {
    const names = loraNames(weight)
    const name = GPT_PREFIX + weight
    const sum = floatData(weights[name]).slice()
    const a = floatData(weights[names.a])
    const b = floatData(weights[names.b])
    for (let row = 0; row < inputs; row++) {
      for (let k = 0; k < lora.rank; k++) {
        const factor = ((a[row * lora.rank + k] ?? 0) * lora.alpha) / lora.rank
        for (let column = 0; column < outputs; column++) {
          const at = row * outputs + column
          sum[at] = (sum[at] ?? 0) + factor * (b[k * outputs + column] ?? 0)
        }
      }
    }
    merged[name] = floats(sum, [inputs, outputs])
  }
  return merged
}
