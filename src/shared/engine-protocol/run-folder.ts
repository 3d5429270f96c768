import type { Encoders, RunConfig } from '../domain'

/** Files of a memory: texts and their embeddings, in the inputs of a run or beside an exported captioner. */
export const memoryFiles = {
  /** One `TrainingItem` per line. */
  items: 'items.jsonl',
  /** Embeddings of images and of English sentences, each row-major [rows, dim], float32 little-endian. */
  images: 'pictures.f32',
  sentences: 'sentences.f32'
} as const

/** Files of `runs/<id>/`, all that training reads and writes. */
export const runFiles = {
  config: 'inputs/config.json',
  items: `inputs/${memoryFiles.items}`,
  images: `inputs/${memoryFiles.images}`,
  sentences: `inputs/${memoryFiles.sentences}`,
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
  clip: {
    name: string
    path: string
    weightsHash: string
    embeddingSize: number
    /** What made the vectors that were frozen; runs of older versions do not say it. */
    encoders?: Encoders
  }
  gpt: { name: string; weightsHash: string }
  /** The captioner that the run starts from. */
  start?: { name: string; weightsHash: string }
  /** Hash of the captions and pairs in the revisions that the run was frozen from. */
  dataVersion: string
  /** What was left out when the inputs were frozen, by reason. */
  dropped: Record<string, number>
}

/**
 * A line of `inputs/items.jsonl`. `row` is the row of its embedding in `images.f32` or
 * `sentences.f32`; null where it could not be embedded, so that it is not trained on.
 */
export type TrainingItem = { split: 'train' | 'val'; row: number | null; text: string } & (
  | { kind: 'caption'; captionId: number; imageId: number; imageName: string }
  | {
      kind: 'pair'
      pairId: number
      /** How often an epoch has it, where its source is repeated otherwise than the rest. */
      repeat?: number
    }
)
