import type { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { epochSteps } from './epoch'
import type { TaskExample } from './examples'

/** How many optimizer steps a run takes. */
export interface StepPlan {
  totalSteps: number
  /** Epochs differ where batches hold a number of tokens. */
  stepsOfFirstEpoch: number
}

/** Throws where there is nothing to train on, or less than one step needs. */
export function planSteps(mix: readonly TaskExample[], config: RunConfig): StepPlan {
  if (mix.length === 0) throw new AppError('train.no-examples')
  const stepsOf = (epoch: number): number =>
    config.batchTokens > 0
      ? epochSteps(mix, config, epoch).length
      : Math.floor(Math.floor(mix.length / config.batchSize) / config.accumulate)
  const stepsOfFirstEpoch = stepsOf(0)
  if (stepsOfFirstEpoch === 0) {
    const batch = config.batchSize * config.accumulate
    throw new AppError('train.batch-too-large', { batch, examples: mix.length })
  }
  if (config.maxSteps > 0) return { totalSteps: config.maxSteps, stepsOfFirstEpoch }
  let totalSteps = 0
  for (let epoch = 0; epoch < config.epochs; epoch++) totalSteps += stepsOf(epoch)
  return { totalSteps, stepsOfFirstEpoch }
}
