import type { MetricName } from '../domain'
import type { TrainEvent } from './train'

/** Values of a run's curves; null where there is none. */
export type MetricValues = Partial<Record<MetricName, number | null>>

/** What a step or a validation adds to the curves of its run. */
export function metricsOf(
  event: Extract<TrainEvent, { type: 'step' | 'validation' }>
): MetricValues {
  if (event.type === 'step') {
    const { rewards, lossCaptions, lossPairs, learningRate, gradientNorm } = event
    // That of self-critical training tells no progress: its rewards do.
    const loss = rewards ? null : event.loss
    const rewarded = rewards && { rewardSample: rewards.sample, rewardGreedy: rewards.greedy }
    const { examplesPerSecond, tokensPerSecond, memoryBytes } = event
    const losses = { loss, lossCaptions, lossPairs, learningRate, gradientNorm }
    return { ...losses, ...rewarded, examplesPerSecond, tokensPerSecond, memoryBytes }
  }
  const [bleu1 = null, bleu2 = null, bleu3 = null, bleu4 = null] = event.bleu ?? []
  const bleu = event.bleu ? event.bleu.reduce((sum, one) => sum + one, 0) / 4 : null
  const { loss: valLoss, lossPairs: valLossPairs, reward: valReward = null } = event
  return { valLoss, valLossPairs, valReward, bleu1, bleu2, bleu3, bleu4, bleu }
}
