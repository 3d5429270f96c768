import type { Model, RunConfig } from '../../../shared/domain'
import type { Library } from '../../store/library'
import { modelOfKind } from '../models/models'
import { checkStart } from './start-captioner'

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
export async function planRun({ read, reader }: Library, config: RunConfig): Promise<RunPlan> {
  checkStart({ read }, config, runModels({ read }, config))
  const { captions, pairs, validationImages } = await reader.ask('countTraining')
  const examplesPerEpoch = captions * config.captionRepeat + pairs * config.pairRepeat
  const stepsPerEpoch =
    config.batchTokens > 0
      ? null
      : Math.floor(Math.floor(examplesPerEpoch / config.batchSize) / config.accumulate)
  const byEpochs = stepsPerEpoch === null ? null : stepsPerEpoch * config.epochs
  return {
    captions,
    pairs,
    validationImages,
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
  return {
    clip: modelOfKind({ read }, config.clipModelId, 'clip'),
    gpt: modelOfKind({ read }, config.gptModelId, 'gpt2')
  }
}
