import type { ParameterShapes } from './parameter-shapes'

/** Sizes of a tower's transformer, of CLIP and of its successors. */
export interface ClipEncoderShape {
  layers: number
  heads: number
  width: number
  /** Width inside the MLP. */
  innerSize: number
  layerNormEpsilon: number
  activation: ClipActivation
}
/** By Hugging Face's names: x·σ(1.702x), exact GELU, tanh approximation of GELU. */
export type ClipActivation = 'quick_gelu' | 'gelu' | 'gelu_new'

export interface ClipVisionShape extends ClipEncoderShape {
  /** Side of the square input in pixels. */
  imageSize: number
  patchSize: number
  channels: number
}
/** The sizes of a sentence side; all but CLIP's reads its embedding at the last place. */
export interface SentenceShape extends ClipEncoderShape {
  /** Longest token sequence, start and end of text included. */
  contextLength: number
  vocabularySize: number
}
export interface ClipTextShape extends SentenceShape {
  /** `eos_token_id` of the configuration; see `endOfTextPosition`. */
  endOfTextId: number
}
/** The sizes of a CLIP (Radford et al., 2021); all of them come from its `config.json`. */
export interface ClipShape {
  /** Width of the space that images and sentences share. */
  embeddingSize: number
  vision: ClipVisionShape
  text: ClipTextShape
}

/** Patches of an image, and the class token before them. */
export const visionPositions = ({ imageSize, patchSize }: ClipVisionShape): number =>
  (imageSize / patchSize) ** 2 + 1

/** Parameters of the image side by the names of the Hugging Face model. */
export function clipVisionParameterShapes({ vision, embeddingSize }: ClipShape): ParameterShapes {
  const { width, channels, patchSize } = vision
  const at = 'vision_model.'
  return new Map<string, readonly number[]>([
    [`${at}embeddings.class_embedding`, [width]],
    [`${at}embeddings.patch_embedding.weight`, [width, channels, patchSize, patchSize]],
    [`${at}embeddings.position_embedding.weight`, [visionPositions(vision), width]],
    // The misspelling is the model's own.
    ...normShapes(`${at}pre_layrnorm`, width),
    ...encoderShapes(at, vision),
    ...normShapes(`${at}post_layernorm`, width),
    ['visual_projection.weight', [embeddingSize, width]]
  ])
}

/** Parameters of the sentence side by the names of the Hugging Face model. */
export function clipTextParameterShapes({ text, embeddingSize }: ClipShape): ParameterShapes {
  const { width, vocabularySize, contextLength } = text
  const at = 'text_model.'
  return new Map<string, readonly number[]>([
    [`${at}embeddings.token_embedding.weight`, [vocabularySize, width]],
    [`${at}embeddings.position_embedding.weight`, [contextLength, width]],
    ...encoderShapes(at, text),
    ...normShapes(`${at}final_layer_norm`, width),
    ['text_projection.weight', [embeddingSize, width]]
  ])
}

export type Entries = [string, readonly number[]][]

export const normShapes = (name: string, width: number): Entries => [
  [`${name}.weight`, [width]],
  [`${name}.bias`, [width]]
]

export const linearShapes = (name: string, from: number, to: number): Entries => [
  [`${name}.weight`, [to, from]],
  [`${name}.bias`, [to]]
]

/** The layers of a tower, whose names begin with `prefix`. */
export function encoderShapes(
  prefix: string,
  { layers, width, innerSize }: ClipEncoderShape
): Entries {
  return Array.from({ length: layers }, (_, layer) => {
    const at = `${prefix}encoder.layers.${layer}.`
    return [
      ...normShapes(`${at}layer_norm1`, width),
      ...['q', 'k', 'v', 'out'].flatMap((name) =>
        linearShapes(`${at}self_attn.${name}_proj`, width, width)
      ),
      ...normShapes(`${at}layer_norm2`, width),
      ...linearShapes(`${at}mlp.fc1`, width, innerSize),
      ...linearShapes(`${at}mlp.fc2`, innerSize, width)
    ]
  }).flat()
}
