import type {
  BatchSplit,
  CaptionerExport,
  DecodeOptions,
  ErrorInfo,
  ExtraField,
  ModelDetails,
  RunConfig,
  ScoreDifferences,
  Scores
} from './domain'
import type {
  BenchScoreInput,
  BenchScoreReport,
  BenchTrainInput,
  BenchTrainReport,
  BenchDecodeInput,
  BenchDecodeReport,
  BenchEmbedInput,
  BenchEmbedReport,
  BenchLoadReport
} from './bench-protocol'
import type { DeviceInfo } from './contract/system'
import type { DeviceChoice, DeviceName } from './device-name'

export type { DeviceChoice, DeviceName } from './device-name'

export interface PictureRef {
  id: number
  /** Absolute path of the file. */
  path: string
}
/** Where a captioner is: what `openCaptioner` opens. */
export interface CaptionerSource {
  /** A checkpoint folder of a run, an exported Hugging Face folder, or a ClipCap checkpoint file. */
  path: string
  /** Folder of the GPT-2 of a checkpoint file. */
  gpt?: string
  /** Whether embeddings are normalised; by default as its files say, else not. */
  normalizeEmbeddings?: boolean
}

export interface SentenceRef {
  id: number
  text: string
}

/** Embeddings of some rows, in the order of `ids`. */
export interface EmbeddingRows {
  type: 'rows'
  ids: number[]
  /** Row-major [ids.length, dim], float32. */
  values: Float32Array
  dim: number
}
export interface FailedItem {
  type: 'failed'
  id: number
  error: ErrorInfo
}

/** Files of `runs/<id>/`, all that training reads and writes. */
export const runFiles = {
  config: 'inputs/config.json',
  /** One `TrainingItem` a line. */
  items: 'inputs/items.jsonl',
  /** Embeddings of pictures and of English sentences, each row-major [rows, dim], float32 little-endian. */
  pictures: 'inputs/pictures.f32',
  sentences: 'inputs/sentences.f32',
  gpt: 'inputs/gpt2',
  /** The captioner that the run starts from, as one ClipCap checkpoint; only where it has one. */
  start: 'inputs/start.safetensors',
  checkpoints: 'checkpoints',
  /** Of each checkpoint: where the run stood. It stays when the weights are removed. */
  checkpointState: 'state.json'
} as const

/** `inputs/config.json`: the run's configuration and what it was frozen from. */
export interface FrozenConfig {
  format: 1
  config: RunConfig
  clip: { name: string; path: string; weightsHash: string; embeddingSize: number }
  gpt: { name: string; weightsHash: string }
  /** The captioner that the run starts from. */
  start?: { name: string; weightsHash: string }
  /** Hash of the captions and pairs in the revisions that the run was frozen from. */
  dataVersion: string
  /** What was left out when the inputs were frozen, by reason. */
  dropped: Record<string, number>
}

/**
 * A line of `inputs/items.jsonl`. `row` is the row of its embedding in `pictures.f32` or
 * `sentences.f32`; null where it could not be embedded, so that it is not trained on.
 */
export type TrainingItem = { split: 'train' | 'val'; row: number | null; text: string } & (
  | { kind: 'caption'; captionId: number; imageId: number; imageName: string }
  | { kind: 'pair'; pairId: number }
)

export type TrainEvent =
  | {
      type: 'started'
      device: DeviceName
      /** Steps taken before, where the run goes on from a checkpoint. */
      step: number
      totalSteps: number
      stepsPerEpoch: number
      /** Examples left out, by reason. */
      dropped: Record<string, number>
    }
  | {
      type: 'step'
      step: number
      epoch: number
      loss: number
      lossCaptions: number | null
      lossPairs: number | null
      learningRate: number
      /** Of the whole gradient before clipping; null without clipping. */
      gradientNorm: number | null
      examplesPerSecond: number
      /** Target tokens. */
      tokensPerSecond: number
      /** Memory of the engine process on the host. */
      memoryBytes: number
    }
  /** Memory ran out in this step: from it on each batch is taken in so many parts. */
  | ({ type: 'split' } & Pick<BatchSplit, 'step' | 'parts'>)
  | {
      type: 'validation'
      step: number
      epoch: number
      loss: number | null
      lossPairs: number | null
      /** BLEU-1 to BLEU-4 of the validation captions, 0 to 1; null without validation pictures. */
      bleu: [number, number, number, number] | null
    }
  | {
      type: 'sample'
      step: number
      epoch: number
      imageId: number
      imageName: string
      text: string
      references: string[]
    }
  | {
      type: 'checkpoint'
      step: number
      epoch: number
      valLoss: number | null
      bleu: number | null
      bytes: number
      best: boolean
      /** Inside the run's folder. */
      path: string
    }

/** How likely a text is as the caption of its picture. */
export interface JudgedText {
  /** Mean negative log-likelihood a token, in nats. */
  loss: number
  /**
   * log p(text | other pictures) - log p(text | its picture), in nats: below 0 where the picture
   * speaks for the text. Null where there was no other picture.
   */
  misfit: number | null
}

/** A picture to be captioned, and texts of people that the model is to judge. */
export interface PictureToCaption extends PictureRef {
  judge?: readonly string[]
}

export type CaptionEvent =
  | {
      type: 'caption'
      id: number
      text: string
      score: number
      tokens: number
      /** Of each text that was to be judged; null for one that the model's tokens cannot write. */
      judged: (JudgedText | null)[]
    }
  | FailedItem

export interface CaptionOutput {
  device: DeviceName
  done: number
  failed: number
  /** Time in milliseconds that no picture was ready for the device, and all time but for loading. */
  waitedMs: number
  workedMs: number
  peakMemoryBytes: number
}

/** A caption to be judged, with at least one reference. */
export interface ScoreItem {
  hypothesis: string
  references: readonly string[]
}

/** Figures of the items from number `first` on, in the order in which they were fed. */
export interface ItemScores {
  type: 'items'
  first: number
  /** [items, 6], row-major: BLEU-1 to BLEU-4, ROUGE-L, CIDEr-D. */
  values: Float64Array
}

/** How a model is trained from nothing. */
interface PretrainSettings {
  layers: number
  heads: number
  width: number
  /** Most tokens that the tokenizer learns. */
  vocabularySize: number
  batchSize: number
  steps: number
  warmupSteps: number
  learningRate: number
  seed: number
  /** Folder to write the model into. */
  out: string
}

export interface PretrainGptInput extends PretrainSettings {
  /** Text file, a sentence a line. */
  text: string
  positions: number
  /** Tokens of each stretch of text that is learned from. */
  stretch: number
}

/** `layers`, `heads` and `width` are those of the picture side. */
export interface PretrainClipInput extends PretrainSettings {
  /** File of pictures, bytes [n, imageSize, imageSize, 3]. */
  pixels: string
  /** File of their English sentences, a JSON list of at least one a line. */
  captions: string
  imageSize: number
  patchSize: number
  embeddingSize: number
  textLayers: number
  textHeads: number
  textWidth: number
  contextLength: number
  /** Folder of a CLIP of the same sizes to go on from, such as `out`; by default from nothing. */
  from?: string
}

export interface PretrainEvent {
  type: 'step'
  /** Steps taken. */
  step: number
  /** Before the step's update, in nats. */
  loss: number
}

/** The work that the engine process does: input, events while it runs, output at its end. */
export interface EngineTasks {
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
  devices: { input: Record<string, never>; event: never; output: DeviceInfo[] }
  checkModel: {
    /** `gpt` and `normalizeEmbeddings` count for a captioner alone. */
    input: CaptionerSource
    event: never
    output: {
      name: string
      details: ModelDetails
      weightsHash: string
      /** The CLIP model that a captioner was trained with, where its files say so. */
      clip: { name: string; weightsHash: string } | null
      /** Whether it is a captioner that works with `gpt`, its own files holding no tokenizer. */
      usesGpt: boolean
    }
  }
  exportCaptioner: {
    input: Pick<CaptionerExport, 'format' | 'keys' | 'file'> & {
      captioner: CaptionerSource
      /** The CLIP model whose embeddings it takes. */
      clip: { name: string; weightsHash: string }
    }
    event: never
    output: { file: string; bytes: number }
  }
  /** How many tokens the tokenizer of a GPT-2 folder makes of texts. */
  countTokens: {
    input: { gpt: string; texts: string[] }
    event: never
    output: { counts: number[] }
  }
  embedPictures: {
    input: { clip: string; device: DeviceChoice; pictures: PictureRef[] }
    event: EmbeddingRows | FailedItem
    output: { device: DeviceName; embedded: number; failed: number }
  }
  embedSentences: {
    input: { clip: string; device: DeviceChoice; sentences: SentenceRef[] }
    event: EmbeddingRows | FailedItem
    output: { device: DeviceName; embedded: number; failed: number }
  }
  /** `loss` is the mean of the last 100 steps. */
  pretrainClip: { input: PretrainClipInput; event: PretrainEvent; output: { loss: number } }
  pretrainGpt: { input: PretrainGptInput; event: PretrainEvent; output: { loss: number } }
  /** Reads embeddings made elsewhere; they have to be `width` floats each. */
  readEmbeddings: {
    input: { path: string; width: number }
    event: {
      type: 'embeddings'
      /** What the file says of whose each row is. */
      owners: { id: string; text: string | null; target: string | null }[]
      /** Row-major [owners.length, width], float32. */
      values: Float32Array
    }
    /** `others`: what the file says beside that, and how many records say it. */
    output: { embeddings: number; others: ExtraField[] }
  }
  train: {
    input: { runDir: string; device: DeviceChoice }
    event: TrainEvent
    output: { steps: number; bestStep: number | null; bestValLoss: number | null }
  }
  caption: {
    input: {
      captioner: CaptionerSource
      clip: string
      device: DeviceChoice
      decode: DecodeOptions
    }
    /** Pictures, numbered from 0: sampling draws by their numbers. Each is answered by one event. */
    feed: PictureToCaption
    event: CaptionEvent
    output: CaptionOutput
  }
  /** Metrics of several systems' captions of the same pictures, and what sets them apart from the first. */
  compareScores: {
    input: { rounds: number; seed: number }
    /** A caption of each system, and what people wrote. */
    feed: { hypotheses: readonly string[]; references: readonly string[] }
    event: never
    output: {
      systems: Scores[]
      /** Of each system but the first, in their order. */
      differences: ScoreDifferences[]
    }
  }
  /** Metrics of captions against references, words split at white space. */
  score: {
    input: {
      /** How often the items are drawn anew for the intervals; 0 for none. */
      rounds: number
      seed: number
      /** Whether each item's own figures are sent, some at a time. */
      perItem: boolean
    }
    feed: ScoreItem
    event: ItemScores
    output: Scores
  }
}
export type EngineTask = keyof EngineTasks
/** What a task is fed while it runs. */
export type FeedOf<T extends EngineTask> = EngineTasks[T] extends { feed: infer F } ? F : never

/** Messages to the engine process. */
export type EngineRequest =
  | {
      [T in EngineTask]: { type: 'start'; id: number; task: T; input: EngineTasks[T]['input'] }
    }[EngineTask]
  | { type: 'cancel' | 'pause' | 'unpause'; id: number }
  | { type: 'feed'; id: number; items: unknown[] }
  /** Nothing more is fed. */
  | { type: 'fed'; id: number }

/** Messages from the engine process. */
export type EngineReply =
  | { type: 'ready' }
  | { type: 'event'; id: number; event: unknown }
  | { type: 'done'; id: number; output: unknown }
  | { type: 'error'; id: number; error: ErrorInfo }
