import * as v from 'valibot'
import { EntityId, Split } from './common'

const count = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/**
 * Everything that decides how a run trains, apart from the data itself. Flat, so that
 * `--set key=value` and the form name a setting by one word. The words and sources of each
 * setting stand in `run-settings.ts`.
 */
export const RunConfig = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(120)), ''),
  /** Registered CLIP and GPT-2 models of the library. */
  clipModelId: EntityId,
  gptModelId: EntityId,
  /** A captioner to go on from, with fresh optimiser state; null begins with a fresh mapping network. */
  startModelId: v.optional(v.nullable(EntityId), null),
  trainSplit: v.optional(Split, 'train'),
  validationSplit: v.optional(Split, 'val'),
  captionFilter: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  captionState: v.optional(v.picklist(['usable', 'accepted']), 'usable'),
  captionRepeat: v.optional(count(0, 100), 1),
  pairRepeat: v.optional(count(0, 100), 1),
  mapping: v.optional(v.picklist(['mlp', 'transformer']), 'mlp'),
  prefixLength: v.optional(count(1, 100), 10),
  mappingLayers: v.optional(count(1, 64), 8),
  clipLength: v.optional(count(1, 100), 10),
  gptTraining: v.optional(v.picklist(['full', 'lora', 'frozen']), 'full'),
  loraRank: v.optional(count(1, 1024), 8),
  loraAlpha: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(4096)), 16),
  maxCaptionTokens: v.optional(count(2, 1024), 128),
  endOfText: v.optional(v.boolean(), true),
  normalizeEmbeddings: v.optional(v.boolean(), false),
  meanShift: v.optional(v.boolean(), false),
  sentenceNoise: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
  optimizer: v.optional(v.picklist(['adamw', 'adamw-transformers']), 'adamw-transformers'),
  learningRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 2e-5),
  beta1: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.9),
  beta2: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.999),
  epsilon: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 1e-6),
  weightDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0),
  schedule: v.optional(v.picklist(['linear', 'cosine', 'constant']), 'linear'),
  warmupSteps: v.optional(count(0, 10_000_000), 5000),
  mappingDropout: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.2),
  gptDropout: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.1),
  clipNorm: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)), 0),
  labelSmoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  precision: v.optional(v.picklist(['float32', 'float16']), 'float32'),
  emaDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  batchSize: v.optional(count(1, 4096), 64),
  batchTokens: v.optional(count(0, 1_000_000), 0),
  lengthBuckets: v.optional(v.boolean(), false),
  accumulate: v.optional(count(1, 1024), 1),
  epochs: v.optional(count(1, 10_000), 20),
  maxSteps: v.optional(count(0, 100_000_000), 0),
  seed: v.optional(count(0, 2 ** 31 - 1), 42),
  validateEvery: v.optional(count(0, 10_000_000), 0),
  earlyStop: v.optional(v.picklist(['off', 'valLoss', 'bleu']), 'off'),
  patience: v.optional(count(1, 1000), 3),
  validationBeams: v.optional(count(1, 64), 1),
  validationSearch: v.optional(v.picklist(['clipcap', 'beam']), 'clipcap'),
  validationPictures: v.optional(count(0, 1_000_000), 200),
  samplePictures: v.optional(count(0, 100), 8),
  keepCheckpoints: v.optional(count(0, 1000), 0)
})
export type RunConfig = v.InferOutput<typeof RunConfig>
export type RunConfigInput = v.InferInput<typeof RunConfig>
