import {
  encoderShapes,
  linearShapes,
  normShapes,
  type ClipVisionShape,
  type SentenceShape
} from './clip'
import type { ParameterShapes } from './parameter-shapes'

/** The sizes of a SigLIP (Zhai et al., 2023) or a SigLIP 2 of a fixed image size (Tschannen et al., 2025). */
export interface SiglipShape {
  /** Width of the space that images and sentences share: that of the image side. */
  embeddingSize: number
  vision: ClipVisionShape
  text: SentenceShape
}

/** Patches of an image along one side; pixels that fill no patch are left out. */
export const siglipGrid = ({
  imageSize,
  patchSize
}: Pick<ClipVisionShape, 'imageSize' | 'patchSize'>): number => Math.floor(imageSize / patchSize)

/** Parameters of the image side by the names of the Hugging Face model. */
export function siglipVisionParameterShapes({
  vision
}: Pick<SiglipShape, 'vision'>): ParameterShapes {
  const { width, innerSize, channels, patchSize } = vision
  const at = 'vision_model.'
  return new Map<string, readonly number[]>([
    [`${at}embeddings.patch_embedding.weight`, [width, channels, patchSize, patchSize]],
    [`${at}embeddings.patch_embedding.bias`, [width]],
    [`${at}embeddings.position_embedding.weight`, [siglipGrid(vision) ** 2, width]],
    ...encoderShapes(at, vision),
    ...normShapes(`${at}post_layernorm`, width),
    [`${at}head.probe`, [1, 1, width]],
    [`${at}head.attention.in_proj_weight`, [3 * width, width]],
    [`${at}head.attention.in_proj_bias`, [3 * width]],
    ...linearShapes(`${at}head.attention.out_proj`, width, width),
    ...normShapes(`${at}head.layernorm`, width),
    ...linearShapes(`${at}head.mlp.fc1`, width, innerSize),
    ...linearShapes(`${at}head.mlp.fc2`, innerSize, width)
  ])
}

/** Parameters of the sentence side by the names of the Hugging Face model. */
export function siglipTextParameterShapes({ text, embeddingSize }: SiglipShape): ParameterShapes {
  const { width, vocabularySize, contextLength } = text
  const at = 'text_model.'
  return new Map<string, readonly number[]>([
    [`${at}embeddings.token_embedding.weight`, [vocabularySize, width]],
    [`${at}embeddings.position_embedding.weight`, [contextLength, width]],
    ...encoderShapes(at, text),
    ...normShapes(`${at}final_layer_norm`, width),
    ...linearShapes(`${at}head`, width, embeddingSize)
  ])
}
