import type { RunConfig } from './domain/run-config'
import { warmUpSteps } from './warm-up'

/** How much data a run has, as its plan counts it. */
export interface DataSize {
  examplesPerEpoch: number
  /** Validation images and pairs that the run would be validated on. */
  validationImages: number
  validationPairs: number
}

/** A setting that does not suit the data, and the value that would. */
export type RunFit = {
  [K in FitSetting]: { setting: K; value: RunConfig[K] }
}[FitSetting]
export type FitSetting = 'batchSize' | 'epochs' | 'warmupSteps' | 'earlyStop'

/** Fewer steps hardly move a network that starts from random weights. */
export const FEW_STEPS = 1000
/** An epoch of fewer steps has batches that are large for its data. */
const STEPS_PER_EPOCH = 16
/** Twice the recipe's; more passes over little data mostly learn it by heart. */
const MOST_EPOCHS = 60
const SHARE = 0.1

/**
 * What of a run's settings does not suit the data: a batch that makes an epoch a few steps, too few
 * steps in all, a warm-up that takes most of the run, an early stop without anything to judge by.
 * Each value takes those before it as changed too.
 *
 * @param may Which of the settings may be changed; all by default.
 */
export function fitToData(
  config: RunConfig,
  size: DataSize,
  may: (setting: FitSetting) => boolean = () => true
): RunFit[] {
  const fits: RunFit[] = []
  const { examplesPerEpoch, validationImages } = size
  if (examplesPerEpoch === 0) return fits
  let { batchSize, epochs } = config
  if (config.batchTokens === 0) {
    const fitting = powerOfTwo(examplesPerEpoch / config.accumulate / STEPS_PER_EPOCH)
    if (fitting < batchSize && may('batchSize'))
      fits.push({ setting: 'batchSize', value: (batchSize = fitting) })
    const perEpoch = stepsPerEpoch({ ...config, batchSize }, examplesPerEpoch)
    const enough = Math.min(MOST_EPOCHS, Math.ceil(FEW_STEPS / Math.max(1, perEpoch)))
    if (enough > epochs && config.maxSteps === 0 && may('epochs')) {
      fits.push({ setting: 'epochs', value: (epochs = enough) })
    }
    const total = config.maxSteps > 0 ? config.maxSteps : perEpoch * epochs
    if (warmUpSteps(config, total) > total / 2 && may('warmupSteps')) {
      fits.push({ setting: 'warmupSteps', value: Math.round(SHARE * total) })
    }
  }
  const pairs = config.pairRepeat > 0 ? size.validationPairs : 0
  const images = config.validationImages > 0 ? validationImages : 0
  const judged = { off: 1, valLoss: validationImages + pairs, bleu: images }[config.earlyStop]
  if (judged === 0 && may('earlyStop')) fits.push({ setting: 'earlyStop', value: 'off' })
  return fits
}

/** Whole optimizer steps of an epoch; an incomplete last batch is dropped. */
export const stepsPerEpoch = (
  { batchSize, accumulate }: Pick<RunConfig, 'batchSize' | 'accumulate'>,
  examplesPerEpoch: number
): number => Math.floor(Math.floor(examplesPerEpoch / batchSize) / accumulate)

/** The largest power of two that is not above `most`; 1 at least. */
const powerOfTwo = (most: number): number => 2 ** Math.max(0, Math.floor(Math.log2(most)))
