import type { RunConfig } from './domain/run-config'

/** Most tokens of a caption unless it is said otherwise: see `DecodeOptions`. */
const MOST_TOKENS = 67

type Settings = Pick<RunConfig, 'selfCriticalSamples' | 'batchSize' | 'accumulate'>

/** Whether an epoch, counted from 0, trains on samples and their rewards. */
export const isSelfCritical = (
  { selfCritical, selfCriticalAfter }: Pick<RunConfig, 'selfCritical' | 'selfCriticalAfter'>,
  epoch: number
): boolean => selfCritical && epoch >= selfCriticalAfter

/** Images whose samples make up one self-critical step: as many as its batches have examples for. */
export const imagesPerStep = (
  { batchSize, accumulate, selfCriticalSamples }: Settings,
  images: number
): number =>
  Math.min(images, Math.max(1, Math.floor((batchSize * accumulate) / selfCriticalSamples)))

/** Self-critical steps of an epoch, which passes over the images once; the rest of them is dropped. */
export const selfCriticalSteps = (config: Settings, images: number): number =>
  images === 0 ? 0 : Math.floor(images / imagesPerStep(config, images))

/** Batches of a self-critical step: several also where one does not hold the samples of an image. */
export const selfCriticalBatches = (config: Settings): number =>
  Math.ceil(
    (imagesPerStep(config, Number.POSITIVE_INFINITY) * config.selfCriticalSamples) /
      config.batchSize
  )

/** Most tokens of a sampled caption. */
export const sampleTokens = ({ maxCaptionTokens }: Pick<RunConfig, 'maxCaptionTokens'>): number =>
  Math.min(maxCaptionTokens, MOST_TOKENS)
