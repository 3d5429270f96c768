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
  checkSelfCritical(config, plan)
  if (config.retrievedCaptions > 0 && plan.captions === 0) {
    throw new AppError('train.no-captions-to-retrieve')
  }
  if (earlyStop === 'bleu' && (validationImages === 0 || plan.validationImages === 0)) {
    throw new AppError('train.no-bleu', { split: validationSplit })
  }
  const pairs = config.pairRepeat > 0 ? plan.validationPairs : 0
  if (earlyStop === 'valLoss' && plan.validationImages + pairs === 0) {
    throw new AppError('train.no-validation', { split: validationSplit })
  }
}

function checkSelfCritical(config: RunConfig, plan: RunPlan): void {
  const { selfCritical, selfCriticalAfter: after, epochs, startModelId } = config
  if (!selfCritical) return
  if (plan.trainImages === 0) throw new AppError('train.no-rewards')
  if (after === 0 && startModelId === null) throw new AppError('train.self-critical-start')
  if (after >= epochs && config.maxSteps === 0) {
    throw new AppError('train.self-critical-late', { after, epochs })
  }
  if (config.rewardCider + config.rewardBleu === 0) throw new AppError('train.no-reward')
}
