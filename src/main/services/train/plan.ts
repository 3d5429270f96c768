import type { ClipDetails, GptDetails, Model, RunConfig } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { selfCriticalSteps } from '../../../shared/self-critical'
import type { Library } from '../../store/core/library'
import type { EngineClient } from '../engine-client/engine-client'
import { seenAs } from '../models/image-orientation'
import { modelOfKind } from '../models/models'
import { choiceOf } from './data-parts'
import { estimateDisk } from './disk'
import { memoryOnDevice, type MemoryPlan } from './memory-plan'
import { checkStart } from './start-captioner'

/** What a run would train on. Counts before tokenising: texts that do not fit are dropped then. */
export interface RunPlan {
  captions: number
  /** Images that have these captions. */
  trainImages: number
  pairs: number
  validationImages: number
  validationPairs: number
  examplesPerEpoch: number
  /** Null where batches hold a number of tokens: then it is known only once texts are tokenised. */
  stepsPerEpoch: number | null
  totalSteps: number | null
  /** Characters of the longest text, and of an example of the mix on average. */
  longest: number
  meanCharacters: number
}

/**
 * Throws where the configuration names models that are not there or not of the right kind, or a
 * filter that cannot be understood.
 */
export async function planRun({ read, reader }: Library, config: RunConfig): Promise<RunPlan> {
  checkStart({ read }, config, runModels({ read }, config))
  const { trainSplit, validationSplit, pairRepeat, pairWeights } = config
  const pairChoice = { trainSplit, validationSplit, pairRepeat, pairWeights }
  const counts = await reader.ask('countTraining', { ...choiceOf(config), ...pairChoice })
  const { captions, pairs, longestCaption, longestPair } = counts
  const mixed = config.pairRepeat > 0
  const characters =
    counts.captionCharacters * config.captionRepeat + (mixed ? counts.pairCharactersPerEpoch : 0)
  const examplesPerEpoch = captions * config.captionRepeat + (mixed ? counts.pairsPerEpoch : 0)
  const stepsPerEpoch =
    config.batchTokens > 0
      ? null
      : Math.floor(Math.floor(examplesPerEpoch / config.batchSize) / config.accumulate)
  const { trainImages } = counts
  const selfCriticalEpochs = config.selfCritical
    ? Math.max(0, config.epochs - config.selfCriticalAfter)
    : 0
  const byEpochs =
    stepsPerEpoch === null
      ? null
      : stepsPerEpoch * (config.epochs - selfCriticalEpochs) +
        selfCriticalSteps(config, trainImages) * selfCriticalEpochs
  return {
    captions,
    trainImages,
    pairs,
    validationImages: counts.validationImages,
    validationPairs: counts.validationPairs,
    examplesPerEpoch,
    stepsPerEpoch,
    totalSteps: config.maxSteps > 0 ? config.maxSteps : byEpochs,
    longest: Math.max(
      config.captionRepeat > 0 ? longestCaption : 0,
      config.pairRepeat > 0 ? longestPair : 0
    ),
    meanCharacters: examplesPerEpoch === 0 ? 0 : characters / examplesPerEpoch
  }
}

/** Null where the chosen device does not work here. */
export function planMemory(
  { library, engine, device }: { library: Library; engine: EngineClient; device: DeviceChoice },
  config: RunConfig,
  { longest }: RunPlan
): Promise<MemoryPlan | null> {
  const { clip, gpt } = runModels(library, config)
  // The kinds are those of the models.
  const models = { clip: clip.details as ClipDetails, gpt: gpt.details as GptDetails }
  return memoryOnDevice({ engine, device }, config, { ...models, longest })
}

/** Bytes that the run's folder takes in the end. */
export function planDisk(
  { read }: Pick<Library, 'read'>,
  config: RunConfig,
  { captions, pairs, validationImages, validationPairs, totalSteps }: RunPlan
): number {
  const { clip, gpt } = runModels({ read }, config)
  const { validateEvery, epochs } = config
  const bySteps = validateEvery > 0 && totalSteps !== null
  return estimateDisk(config, {
    // The kinds are those of the models.
    ...{ clip: clip.details as ClipDetails, gpt: gpt.details as GptDetails },
    vectors: captions + validationImages + (config.pairRepeat > 0 ? pairs + validationPairs : 0),
    validations: bySteps ? Math.ceil(totalSteps / validateEvery) : epochs
  })
}

/** The registered models of a run, the CLIP with images seen as the run is to see them. */
export function runModels(
  { read }: Pick<Library, 'read'>,
  config: RunConfig
): { clip: Model; gpt: Model } {
  return {
    clip: seenAs(modelOfKind({ read }, config.clipModelId, 'clip'), config.imageOrientation),
    gpt: modelOfKind({ read }, config.gptModelId, 'gpt2')
  }
}
