import type { RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { RunPlan } from './plan'

/** Throws where settings do not go together, or not with the data that there is. */
export function checkPlan(config: RunConfig, plan: RunPlan): void {
  const { trainSplit, validationSplit, earlyStop, validationImages } = config
  if (trainSplit === validationSplit) throw new AppError('train.same-split', { split: trainSplit })
  const { examplesPerEpoch, stepsPerEpoch } = plan
  if (examplesPerEpoch === 0) throw new AppError('train.no-examples')
  if (stepsPerEpoch === 0) {
    throw new AppError('train.batch-too-large', {
      batch: config.batchSize * config.accumulate,
      examples: examplesPerEpoch
    })
  }
  if (earlyStop === 'bleu' && (validationImages === 0 || plan.validationImages === 0)) {
    throw new AppError('train.no-bleu', { split: validationSplit })
  }
  const pairs = config.pairRepeat > 0 ? plan.validationPairs : 0
  if (earlyStop === 'valLoss' && plan.validationImages + pairs === 0) {
    throw new AppError('train.no-validation', { split: validationSplit })
  }
}
