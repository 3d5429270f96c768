import * as v from 'valibot'
import { ComputedWeights, DecodeOptions, ImageOrientation } from '../../../../shared/domain'

/** Files of a shard's folder, which the node reads and writes. */
export const shardFiles = {
  /** Where the models of its job are: see `ShardWork`. */
  work: 'work.json',
  /** One `ShardItem` per line. */
  items: 'items.jsonl',
  /** What came out, one line each: the shard's ledger. */
  log: 'log.jsonl',
  /** Vectors, which lines of the log tell of. */
  vectors: 'vectors'
} as const

/** Folder of the encoder among a job's models. */
export const CLIP = 'clip'
/** Folder of the captioner of this number among a job's models. */
export const captionerFolder = (number: number): string => `captioner-${number}`

const Common = {
  /** Folder of the models on the cluster. */
  models: v.string(),
  orientation: ImageOrientation,
  /** What the encoder's vectors of images are kept under: the one there has to be the same. */
  encoder: v.string()
}

/** What is done with the items of a shard. */
export const ShardWork = v.variant('kind', [
  v.object({
    kind: v.literal('caption'),
    ...Common,
    /** Names of the captioners, the first one first. */
    captioners: v.pipe(v.array(v.string()), v.minLength(1)),
    decode: DecodeOptions,
    // A job of an older version lacks it.
    weights: v.optional(ComputedWeights, 'float32')
  }),
  v.object({ kind: v.literal('embed'), ...Common })
])
export type ShardWork = v.InferOutput<typeof ShardWork>

/** An image: its path on the cluster, and what it has to hold. */
export const ShardItem = v.object({
  /** Numbers in the job's ledger, of all files with this content; of an embedding, the image's id. */
  ids: v.pipe(v.array(v.number()), v.minLength(1)),
  path: v.string(),
  /** SHA-256 of the content. */
  key: v.string()
})
export type ShardItem = v.InferOutput<typeof ShardItem>
