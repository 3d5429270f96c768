import type { DeviceChoice, DeviceName } from '../device-name'
import type { DecodeOptions, RunConfig, Scores } from '../domain'
import type { CaptionerSource } from './captioner-source'

/** Sizes of `viecap bench score`. */
export interface BenchScoreInput {
  items: number
  references: number
  rounds: number
  repeats: number
  seed: number
}

/** What a benchmark of scoring found; times in milliseconds for all items. */
export interface BenchScoreReport {
  unit: 'ms'
  cases: {
    work: 'reading words' | 'BLEU and CIDEr-D' | 'ROUGE-L' | 'all metrics' | 'intervals'
    median: number
    min: number
    max: number
    repeats: number
  }[]
  scores: Scores
  peakMemoryBytes: number
}

/** Sizes of `viecap bench train`. */
export interface BenchTrainInput {
  layers: number
  width: number
  heads: number
  vocabulary: number
  prefix: number
  /** Captions in a batch, and the bounds of their lengths in tokens. */
  batch: number
  shortest: number
  longest: number
  /** Whether batches hold captions of like length. */
  bucketed: boolean
  regime: 'full' | 'lora' | 'frozen'
  precision: RunConfig['precision']
  /** Passes over the pool of eight batches. */
  rounds: number
  seed: number
  device: DeviceChoice
}

/** What a benchmark of the training step found; times in milliseconds per step. */
export interface BenchTrainReport {
  median: number
  min: number
  max: number
  unit: 'ms/step'
  repeats: number
  device: DeviceName
  /** Name of the processor or the graphics card. */
  adapter: string
  parameters: number
  /** At the median. Tokens are target tokens. */
  examplesPerSecond: number
  tokensPerSecond: number
  peakMemoryBytes: number
  /** Operations per second of one large matrix product in the same precision, and of a step's matrix products. */
  matrixRate: number
  stepRate: number
  /** The step's rate at its best as a share of the matrix product's. */
  stepShare: number
  /** Share of each kind of operator: of a graphics card's own time where it tells, else the processor's. */
  ops: { op: string; share: number }[]
}

/** Sizes of `viecap bench decode`. */
export interface BenchDecodeInput {
  layers: number
  width: number
  heads: number
  vocabulary: number
  prefix: number
  /** Images in a batch. */
  images: number
  beams: number
  /** New tokens of each caption: nothing stops it earlier. */
  tokens: number
  /** Which searches; each is timed by itself. */
  searches: DecodeOptions['method'][]
  /** How beams are chosen among; `score` alone counts for searches without beams. */
  choices: DecodeOptions['choice'][]
  /** Sentence pairs that the choice by CLIP compares captions through. */
  pairs: number
  /** Captioners that write together; each number is timed by itself. */
  members: number[]
  rounds: number
  seed: number
  device: DeviceChoice
}

/** What a benchmark of decoding found; times in milliseconds per batch. */
export interface BenchDecodeReport {
  device: DeviceName
  parameters: number
  peakMemoryBytes: number
  cases: {
    search: DecodeOptions['method']
    choice: DecodeOptions['choice']
    members: number
    median: number
    min: number
    max: number
    repeats: number
    unit: 'ms/batch'
    /** At the median. */
    imagesPerSecond: number
  }[]
}

/** Sizes of `viecap bench embed`: a CLIP ViT-B with random weights. */
export interface BenchEmbedInput {
  /** Files that are read in turn until there are `images`. */
  files: string[]
  images: number
  patchSize: 16 | 32
  /** Sentences of 14 to 26 tokens. */
  sentences: number
  rounds: number
  seed: number
  device: DeviceChoice
}

/** What a benchmark of embedding found; times in milliseconds for all items. */
export interface BenchEmbedReport {
  device: DeviceName
  peakMemoryBytes: number
  cases: {
    work:
      | 'reading and preprocessing on one thread'
      | 'reading and preprocessing'
      | 'files to embeddings'
      | 'sentences'
    median: number
    min: number
    max: number
    repeats: number
    unit: 'ms'
    /** Images or sentences per second at the median. */
    itemsPerSecond: number
  }[]
}

/** What a benchmark of loading found; times in milliseconds for all tensors. */
export interface BenchLoadReport {
  median: number
  min: number
  max: number
  unit: 'ms'
  repeats: number
  parameters: number
  /** Of the files with the weights. */
  fileBytes: number
  /** Of the process before loading, and the most while the weights of one round were held. */
  memoryBefore: number
  peakMemoryBytes: number
}

/** The benchmarks of `viecap bench`. */
export interface BenchTasks {
  benchDecode: { input: BenchDecodeInput; event: never; output: BenchDecodeReport }
  benchEmbed: { input: BenchEmbedInput; event: never; output: BenchEmbedReport }
  /** Loads all weights of a model as float32, so many times. */
  benchLoad: {
    input: CaptionerSource & { rounds: number }
    event: never
    output: BenchLoadReport
  }
  benchTrain: { input: BenchTrainInput; event: never; output: BenchTrainReport }
  benchScore: { input: BenchScoreInput; event: never; output: BenchScoreReport }
}
