import type { Model, RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/library'
import { getModel } from '../../store/models'
import { listTrainingCaptions, listTrainingPairs } from '../../store/training-data'

/** What a run would train on. Counts before tokenising: texts that do not fit are dropped then. */
export interface RunPlan {
  captions: number
  pairs: number
  validationImages: number
  examplesPerEpoch: number
  /** Null where batches hold a number of tokens: then it is known only once texts are tokenised. */
  stepsPerEpoch: number | null
  totalSteps: number | null
}

/** Throws where the configuration names models that are not there or not of the right kind. */
export function planRun({ read }: Library, config: RunConfig): RunPlan {
  runModels({ read }, config)
  const captions = listTrainingCaptions(read, 'train').length
  const pairs = listTrainingPairs(read, 'train').length
  const validation = listTrainingCaptions(read, 'val').map(({ imageId }) => imageId)
  const examplesPerEpoch = captions * config.captionRepeat + pairs * config.pairRepeat
  const stepsPerEpoch =
    config.batchTokens > 0
      ? null
      : Math.floor(Math.floor(examplesPerEpoch / config.batchSize) / config.accumulate)
  const byEpochs = stepsPerEpoch === null ? null : stepsPerEpoch * config.epochs
  return {
    captions,
    pairs,
    validationImages: new Set(validation).size,
    examplesPerEpoch,
    stepsPerEpoch,
    totalSteps: config.maxSteps > 0 ? config.maxSteps : byEpochs
  }
}

/** The registered models of a run. */
export function runModels(
  { read }: Pick<Library, 'read'>,
  config: RunConfig
): { clip: Model; gpt: Model } {
  const model = (id: number, wanted: Model['kind']): Model => {
    const found = getModel(read, id)
    if (found.kind === wanted) return found
    throw new AppError('model.wrong-kind', { name: found.name, kind: found.kind, wanted })
  }
  return { clip: model(config.clipModelId, 'clip'), gpt: model(config.gptModelId, 'gpt2') }
}
