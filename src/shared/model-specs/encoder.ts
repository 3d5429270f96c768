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
