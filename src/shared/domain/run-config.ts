import * as v from 'valibot'
import { readPairWeights } from '../pair-weights'
import { text, whole } from './bounds'
import { CaptionChoice } from './caption-choice'
import { EntityId, Split } from './common'
import { ImageOrientation } from './embedding'

/**
 * Everything that decides how a run trains, apart from the data itself. Flat, so that
 * `--set key=value` and the form name a setting by one word. The words and sources of each
 * setting stand in `run-settings.ts`.
 */
export const RunConfig = v.object({
  name: v.optional(text(120), ''),
  /** Registered encoders and GPT-2s of the library. */
  clipModelId: EntityId,
  gptModelId: EntityId,
  /** A captioner to continue from, with fresh optimizer state; null begins with a fresh mapping network. */
  startModelId: v.optional(v.nullable(EntityId), null),
  trainSplit: v.optional(Split, 'train'),
  validationSplit: v.optional(Split, 'val'),
  captionFilter: v.optional(text(500), ''),
  ...CaptionChoice.entries,
  captionRepeat: v.optional(whole(0, 100), 1),
  pairRepeat: v.optional(whole(0, 100), 1),
  pairWeights: v.optional(
    v.pipe(
      text(500),
      v.check((given) => readPairWeights(given) !== null, 'such as captions.csv=3, ted=0')
    ),
    ''
  ),
  mapping: v.optional(v.picklist(['mlp', 'transformer']), 'mlp'),
  prefixLength: v.optional(whole(1, 100), 10),
  mappingLayers: v.optional(whole(1, 64), 8),
  clipLength: v.optional(whole(1, 100), 10),
  gptTraining: v.optional(v.picklist(['full', 'lora', 'frozen']), 'full'),
  loraRank: v.optional(whole(1, 1024), 8),
  loraAlpha: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(4096)), 16),
  maxCaptionTokens: v.optional(whole(2, 1024), 128),
  imageOrientation: v.optional(ImageOrientation, 'upright'),
  endOfText: v.optional(v.boolean(), true),
  normalizeEmbeddings: v.optional(v.boolean(), false),
  meanShift: v.optional(v.boolean(), false),
  sentenceNoise: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
  sentenceNoiseShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
  retrievedCaptions: v.optional(whole(0, 8), 0),
  retrievedTokens: v.optional(whole(1, 512), 64),
  retrievedMaxSimilarity: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(1)), 0.96),
  optimizer: v.optional(v.picklist(['adamw', 'adamw-transformers']), 'adamw-transformers'),
  learningRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 2e-5),
  beta1: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.9),
  beta2: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.999),
  epsilon: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 1e-6),
  weightDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0),
  schedule: v.optional(v.picklist(['linear', 'cosine', 'constant']), 'linear'),
  warmupSteps: v.optional(whole(0, 10_000_000), 5000),
  warmupShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  mappingDropout: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.2),
  gptDropout: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.1),
  clipNorm: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)), 0),
  labelSmoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  precision: v.optional(v.picklist(['float32', 'float16']), 'float32'),
  emaDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  batchSize: v.optional(whole(1, 4096), 64),
  batchTokens: v.optional(whole(0, 1_000_000), 0),
  lengthBuckets: v.optional(v.boolean(), false),
  accumulate: v.optional(whole(1, 1024), 1),
  epochs: v.optional(whole(1, 10_000), 20),
  selfCritical: v.optional(v.boolean(), false),
  selfCriticalAfter: v.optional(whole(0, 10_000), 0),
  selfCriticalRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 5e-6),
  selfCriticalSamples: v.optional(whole(1, 64), 5),
  rewardCider: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 1),
  rewardBleu: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
  maxSteps: v.optional(whole(0, 100_000_000), 0),
  seed: v.optional(whole(0, 2 ** 31 - 1), 42),
  validateEvery: v.optional(whole(0, 10_000_000), 0),
  earlyStop: v.optional(v.picklist(['off', 'valLoss', 'bleu']), 'off'),
  patience: v.optional(whole(1, 1000), 3),
  validationBeams: v.optional(whole(1, 64), 1),
  validationSearch: v.optional(v.picklist(['clipcap', 'beam']), 'clipcap'),
  // Words of several syllables would have to be frozen with the run.
  scoringProfile: v.optional(v.picklist(['syllable', 'lower-punct', 'ptb']), 'syllable'),
  validationImages: v.optional(whole(0, 1_000_000), 200),
  sampleImages: v.optional(whole(0, 100), 8),
  keepCheckpoints: v.optional(whole(0, 1000), 2)
})
export type RunConfig = v.InferOutput<typeof RunConfig>
export type RunConfigInput = v.InferInput<typeof RunConfig>

/** Settings that are called otherwise in the files of runs of versions before 0.2. */
const earlierNames = {
  validationPictures: 'validationImages',
  samplePictures: 'sampleImages'
} as const

/** How runs were trained that are older than the setting, where that is not its default. */
const earlierValues = { imageOrientation: 'stored', keepCheckpoints: 0 } as const

/**
 * A configuration as a run keeps it. A setting that is younger than the run has the value by which
 * the run was trained: its default, or what was done before.
 */
export function readStoredConfig(stored: Readonly<Record<string, unknown>>): RunConfig {
  const named = Object.entries(stored).map(([name, value]) => [
    name in earlierNames ? earlierNames[name as keyof typeof earlierNames] : name,
    value
  ])
  return {
    ...v.getDefaults(RunConfig),
    ...earlierValues,
    ...Object.fromEntries(named)
  } as RunConfig
}
