import type { EncoderFamily } from '../domain'
import { clipTextParameterShapes, clipVisionParameterShapes, type ClipShape } from './clip'
import type { ParameterShapes } from './parameter-shapes'
import { siglipTextParameterShapes, siglipVisionParameterShapes, type SiglipShape } from './siglip'

/** The sizes of an encoder: MetaCLIP 2 (Chuang et al., 2025) has CLIP's towers with another tokenizer. */
export type EncoderShape =
  (ClipShape & { family: Exclude<EncoderFamily, 'siglip'> }) | (SiglipShape & { family: 'siglip' })

/** Parameters of the image side by the names of the Hugging Face model. */
export const visionParameterShapes = (shape: EncoderShape): ParameterShapes =>
  shape.family === 'siglip' ? siglipVisionParameterShapes(shape) : clipVisionParameterShapes(shape)

/** Parameters of the sentence side by the names of the Hugging Face model. */
export const textParameterShapes = (shape: EncoderShape): ParameterShapes =>
  shape.family === 'siglip' ? siglipTextParameterShapes(shape) : clipTextParameterShapes(shape)

/** Tokens of SigLIP's first tokenizer, which knows English alone. */
const ENGLISH_SIGLIP = 32_000

/**
 * Whether the text side was trained on Vietnamese among many languages: that of MetaCLIP 2, of SigLIP 2
 * and of the multilingual SigLIP.
 */
export const readsVietnamese = ({ family, text }: Pick<EncoderShape, 'family' | 'text'>): boolean =>
  family === 'metaclip2' || (family === 'siglip' && text.vocabularySize !== ENGLISH_SIGLIP)
