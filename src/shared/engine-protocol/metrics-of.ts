import type { MetricName } from '../domain'
import type { TrainEvent } from './train'

/** Values of a run's curves; null where there is none. */
export type MetricValues = Partial<Record<MetricName, number | null>>

/** What a step or a validation adds to the curves of its run. */
export function metricsOf(
  event: Extract<TrainEvent, { type: 'step' | 'validation' }>
): MetricValues {
  if (event.type === 'step') {
    const { loss, lossCaptions, lossPairs, learningRate, gradientNorm } = event
    const { examplesPerSecond, tokensPerSecond, memoryBytes } = event
    const losses = { loss, lossCaptions, lossPairs, learningRate, gradientNorm }
    return { ...losses, examplesPerSecond, tokensPerSecond, memoryBytes }
  }
  const [bleu1 = null, bleu2 = null, bleu3 = null, bleu4 = null] = event.bleu ?? []
  const bleu = event.bleu ? event.bleu.reduce((sum, one) => sum + one, 0) / 4 : null
  return { valLoss: event.loss, valLossPairs: event.lossPairs, bleu1, bleu2, bleu3, bleu4, bleu }
}
