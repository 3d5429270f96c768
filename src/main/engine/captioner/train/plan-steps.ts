import type { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { isSelfCritical, selfCriticalSteps } from '../../../../shared/self-critical'
import { epochSteps } from './epoch'
import type { TaskExample } from './examples'

/** How many optimizer steps a run takes. */
export interface StepPlan {
  totalSteps: number
  /** Epochs differ where batches hold a number of tokens. */
  stepsOfFirstEpoch: number
  /** Those of cross entropy, which come before the self-critical ones. */
  crossEntropySteps: number
}

/**
 * Throws where there is nothing to train on, or less than one step needs.
 *
 * @param images Training images with captions.
 */
export function planSteps(
  mix: readonly TaskExample[],
  config: RunConfig,
  images: number
): StepPlan {
  const { epochs, selfCriticalAfter } = config
  if (config.selfCritical && images === 0) throw new AppError('train.no-rewards')
  if (mix.length === 0) throw new AppError('train.no-examples')
  const crossEntropyOf = (epoch: number): number =>
    config.batchTokens > 0
      ? epochSteps(mix, config, epoch).length
      : Math.floor(Math.floor(mix.length / config.batchSize) / config.accumulate)
  const stepsOf = (epoch: number): number =>
    isSelfCritical(config, epoch) ? selfCriticalSteps(config, images) : crossEntropyOf(epoch)
  const stepsOfFirstEpoch = stepsOf(0)
  if (stepsOfFirstEpoch === 0) {
    const batch = config.batchSize * config.accumulate
    throw new AppError('train.batch-too-large', { batch, examples: mix.length })
  }
  let all = 0
  let crossEntropy = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    all += stepsOf(epoch)
    if (!isSelfCritical(config, epoch)) crossEntropy += stepsOf(epoch)
  }
  const totalSteps = config.maxSteps > 0 ? config.maxSteps : all
  // Without a second phase the first one lasts as long as the run.
  const endless = !config.selfCritical || selfCriticalAfter >= epochs
  const crossEntropySteps = endless ? totalSteps : Math.min(totalSteps, crossEntropy)
  return { totalSteps, stepsOfFirstEpoch, crossEntropySteps }
}
