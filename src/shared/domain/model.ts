import * as v from 'valibot'
import { list, Path, TextId, whole } from './bounds'
import { EntityId, Timestamp } from './common'
import { ImageOrientation } from './embedding'

/** What a model is for: `clip` is an encoder of images and sentences, a CLIP or one of its successors. */
export const ModelKind = v.picklist(['clip', 'gpt2', 'captioner'])
export type ModelKind = v.InferOutput<typeof ModelKind>

/** Encoders of one making: their towers, their tokenizer and how they want their images. */
export const EncoderFamily = v.picklist(['clip', 'metaclip2', 'siglip'])
export type EncoderFamily = v.InferOutput<typeof EncoderFamily>

/** The two sides of an encoder: images, sentences. */
export const ClipTower = v.picklist(['vision', 'text'])
export type ClipTower = v.InferOutput<typeof ClipTower>

/**
 * What makes vectors of images or of sentences: a description of all that changes them, JSON with
 * sorted names, and its SHA-256, under which vectors are kept.
 */
export const Encoder = v.object({ key: v.string(), description: v.string() })
export type Encoder = v.InferOutput<typeof Encoder>

export const Encoders = v.object({
  image: v.optional(Encoder),
  /** Of an encoder, what makes the vectors of images as their pixels are stored, as in the recipe. */
  storedImage: v.optional(Encoder),
  sentence: v.optional(Encoder)
})
export type Encoders = v.InferOutput<typeof Encoders>

/** What an encoder's own files say about it; sizes of a side that it has no weights of are absent. */
export const ClipDetails = v.object({
  kind: v.literal('clip'),
  /** Absent of a CLIP. */
  family: v.optional(EncoderFamily),
  /** Width of the shared embedding. */
  embeddingSize: v.number(),
  /** Side of the square input in pixels. */
  imageSize: v.optional(v.number()),
  patchSize: v.optional(v.number()),
  /** Longest token sequence, start and end tokens included. */
  contextLength: v.optional(v.number()),
  vocabularySize: v.optional(v.number()),
  parameters: v.number()
})
export type ClipDetails = v.InferOutput<typeof ClipDetails>

/** What a GPT-2 folder's own files say about it. */
export const GptDetails = v.object({
  kind: v.literal('gpt2'),
  layers: v.number(),
  heads: v.number(),
  width: v.number(),
  positions: v.number(),
  /** Rows of the embedding table; the tokenizer may know more or fewer tokens. */
  vocabularySize: v.number(),
  tokenizerSize: v.number(),
  parameters: v.number()
})
export type GptDetails = v.InferOutput<typeof GptDetails>

/** What the files of a mapping network with its GPT-2 say about them. */
export const CaptionerDetails = v.object({
  kind: v.literal('captioner'),
  mapping: v.picklist(['mlp', 'transformer']),
  /** Numbers of the embedding that it takes. */
  embeddingSize: v.number(),
  prefixLength: v.number(),
  /** Of a transformer mapping network. */
  mappingLayers: v.optional(v.number()),
  clipLength: v.optional(v.number()),
  layers: v.number(),
  width: v.number(),
  vocabularySize: v.number(),
  /** False where its files hold the mapping network alone: the GPT-2 is then as it was. */
  holdsGpt: v.boolean(),
  /** Whether embeddings are divided by their length first. */
  normalizeEmbeddings: v.boolean(),
  /** Whether its training captions end with end-of-text; captioners of older versions lack it. */
  endOfText: v.optional(v.boolean()),
  /** Captions of training images that it is prompted with; only where it is. */
  retrievedCaptions: v.optional(v.number()),
  /** Of an average: the checkpoints that it was made of. */
  averageOf: v.optional(v.array(v.string())),
  /** Whether the texts that it was trained on are with it. */
  memory: v.optional(v.boolean()),
  parameters: v.number()
})
export type CaptionerDetails = v.InferOutput<typeof CaptionerDetails>

export const ModelDetails = v.variant('kind', [ClipDetails, GptDetails, CaptionerDetails])
export type ModelDetails = v.InferOutput<typeof ModelDetails>

/** A registered Hugging Face folder, or a captioner's checkpoint. */
export const Model = v.object({
  id: EntityId,
  name: v.string(),
  /** Absolute path of the folder or file. */
  path: v.string(),
  kind: ModelKind,
  details: ModelDetails,
  /** SHA-256 of the weights file, hexadecimal. */
  weightsHash: v.string(),
  /**
   * Of an encoder: what makes its vectors; of a captioner: what made the vectors that it takes. What is
   * not known is absent: models of older versions say it once their files are looked at again.
   */
  encoders: Encoders,
  /** Of a captioner: the registered encoder whose embeddings it takes. */
  clipModelId: v.nullable(EntityId),
  /** Of a captioner that is one file: the registered GPT-2 with its sizes and tokenizer. */
  gptModelId: v.nullable(EntityId),
  addedAt: Timestamp
})
export type Model = v.InferOutput<typeof Model>

/** Which checkpoints of some runs are averaged into a new captioner. */
export const AverageParams = v.object({
  runIds: v.pipe(list(TextId, 100), v.minLength(1)),
  /**
   * The `count` newest of each run; the `count` with the lowest validation loss of all of them; or,
   * from the best one on, each that does not raise the validation loss of the average (greedy).
   */
  take: v.variant('kind', [
    v.object({ kind: v.literal('last'), count: whole(1, 1000) }),
    v.object({ kind: v.literal('best'), count: whole(2, 1000) }),
    v.object({ kind: v.literal('greedy') })
  ])
})
export type AverageParams = v.InferOutput<typeof AverageParams>

/** An average, and what became of each checkpoint. */
export const AverageReport = v.object({
  model: Model,
  candidates: v.array(
    v.object({
      /** As in `run-0001:120`, its run and step. */
      name: v.string(),
      /** Validation loss, where the choice was by it. */
      loss: v.nullable(v.number()),
      taken: v.boolean()
    })
  ),
  loss: v.nullable(v.number())
})
export type AverageReport = v.InferOutput<typeof AverageReport>

/** A model to be registered. What stands beside the path counts for a captioner alone. */
export const AddModelParams = v.object({
  path: Path,
  /** The encoder; by default the one that its files name, or the only one that fits. */
  clipModelId: v.optional(EntityId),
  /** The GPT-2 of a checkpoint file; by default the only registered one. */
  gptModelId: v.optional(EntityId),
  /** By default as its files say, else false. */
  normalizeEmbeddings: v.optional(v.boolean()),
  /** How the captioner sees images; by default as its files say, else upright. */
  orientation: v.optional(ImageOrientation)
})
export type AddModelParams = v.InferOutput<typeof AddModelParams>
