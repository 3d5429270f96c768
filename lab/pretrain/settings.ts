/** A step on the CPU, with AdamW as it is usual for training a transformer from nothing. */
export const pretrainingOptions = {
  device: 'cpu',
  optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.01 },
  clipNorm: 1,
  emaDecay: null,
  accumulate: false,
  // There is no dropout.
  largest: []
} as const

/** How a model is trained from nothing. */
interface PretrainSettings {
  layers: number
  heads: number
  width: number
  /** Maximum number of tokens that the tokenizer learns. */
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
  /** Text file, one sentence per line. */
  text: string
  positions: number
  /** Tokens of each training sequence. */
  sequenceLength: number
}

/** `layers`, `heads` and `width` are those of the image side. */
export interface PretrainClipInput extends PretrainSettings {
  /** File of images, bytes [n, imageSize, imageSize, 3]. */
  pixels: string
  /** File of their English sentences, a JSON list of at least one per line. */
  captions: string
  imageSize: number
  patchSize: number
  embeddingSize: number
  textLayers: number
  textHeads: number
  textWidth: number
  contextLength: number
  /** Folder of a CLIP of the same sizes to continue from, such as `out`; by default from nothing. */
  from?: string
}

export interface PretrainingProgress {
  /** Steps taken. */
  step: number
  /** Before the step's update, in nats. */
  loss: number
}
