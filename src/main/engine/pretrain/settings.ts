import type { AdamWSettings } from '../optim/adamw'

/** AdamW as it is usual for training a transformer from nothing. */
export const pretrainingOptimizer: { optimizer: AdamWSettings; clipNorm: number } = {
  optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.01 },
  clipNorm: 1
}
