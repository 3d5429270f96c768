import type { MetricName, MetricPoint } from '../../../shared/domain'
import type { MetricValues } from '../../../shared/engine-protocol'

/** What TensorBoard calls the curves of a run; it groups them by what is before the slash. */
const tags: Record<MetricName, string> = {
  loss: 'train/loss',
  lossCaptions: 'train/loss_captions',
  lossPairs: 'train/loss_pairs',
  rewardSample: 'train/reward_samples',
  rewardGreedy: 'train/reward_greedy',
  learningRate: 'train/learning_rate',
  gradientNorm: 'train/gradient_norm',
  examplesPerSecond: 'speed/examples_per_second',
  tokensPerSecond: 'speed/tokens_per_second',
  memoryBytes: 'memory/engine_bytes',
  valLoss: 'validation/loss',
  valLossPairs: 'validation/loss_pairs',
  valReward: 'validation/reward',
  bleu1: 'validation/bleu_1',
  bleu2: 'validation/bleu_2',
  bleu3: 'validation/bleu_3',
  bleu4: 'validation/bleu_4',
  bleu: 'validation/bleu_mean'
}

/** Values by their tags, without those that are not there. */
export function tagged(values: MetricValues): Record<string, number> {
  const scalars: Record<string, number> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) scalars[tags[name as MetricName]] = value
  }
  return scalars
}

/** All values of one step. */
export interface CurveStep extends Pick<MetricPoint, 'step' | 'epoch' | 'at'> {
  values: Partial<Record<MetricName, number>>
}

/** Gathers points, oldest first, by their steps. */
export async function* byStep(points: AsyncIterable<MetricPoint>): AsyncGenerator<CurveStep> {
  let gathered: CurveStep[] = []
  for await (const { step, epoch, at, name, value } of points) {
    if (gathered[0]?.step !== step) {
      yield* gathered
      gathered = [{ step, epoch, at, values: {} }]
    }
    for (const { values } of gathered) values[name] = value
  }
  yield* gathered
}
