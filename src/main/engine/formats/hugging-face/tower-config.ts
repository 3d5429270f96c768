import type {
  ClipActivation,
  ClipEncoderShape,
  ClipVisionShape,
  SentenceShape
} from '../../../../shared/model-specs/clip'
import { axis, type NamedSize } from './check-sizes'
import { inconsistent, unsupported } from './config-fields'

/** Hugging Face has two names for the tanh approximation of GELU. */
const activations = new Map<string, ClipActivation>([
  ['quick_gelu', 'quick_gelu'],
  ['gelu', 'gelu'],
  ['gelu_new', 'gelu_new'],
  ['gelu_pytorch_tanh', 'gelu_new']
])

/** What both towers' parts of a configuration name. */
interface TowerJson {
  hidden_size: number
  intermediate_size: number
  num_hidden_layers: number
  num_attention_heads: number
  layer_norm_eps: number
  hidden_act: string
}

/** The sizes of a tower. Throws `model.bad-file` or `model.unsupported`. */
export function towerShape(dir: string, part: TowerJson): ClipEncoderShape {
  const { hidden_size: width, num_attention_heads: heads, hidden_act: name } = part
  if (width % heads !== 0) throw inconsistent(dir, `${heads} heads do not divide width ${width}`)
  const activation = activations.get(name)
  if (!activation) throw unsupported(dir, `hidden_act ${name}`)
  return {
    width,
    heads,
    activation,
    layers: part.num_hidden_layers,
    innerSize: part.intermediate_size,
    layerNormEpsilon: part.layer_norm_eps
  }
}

/**
 * Sizes that the embeddings of an image side show, the tensors named behind `embeddings.`.
 *
 * @param imageSizeOf The side in pixels for which a position table has so many rows.
 */
export function visionSizes(
  { width, patchSize, imageSize }: ClipVisionShape,
  imageSizeOf: (rows: number) => number
): NamedSize[] {
  const patches = 'patch_embedding.weight'
  return [
    { field: 'hidden_size', says: width, tensor: patches, holds: axis(0) },
    { field: 'patch_size', says: patchSize, tensor: patches, holds: axis(2) },
    {
      field: 'image_size',
      says: imageSize,
      tensor: 'position_embedding.weight',
      holds: ([rows = 0]) => imageSizeOf(rows)
    }
  ]
}

/** Sizes that the embeddings of a sentence side show, the tensors named behind `embeddings.`. */
export function textSizes({ width, vocabularySize, contextLength }: SentenceShape): NamedSize[] {
  const tokens = 'token_embedding.weight'
  return [
    { field: 'hidden_size', says: width, tensor: tokens, holds: axis(1) },
    { field: 'vocab_size', says: vocabularySize, tensor: tokens, holds: axis(0) },
    {
      field: 'max_position_embeddings',
      says: contextLength,
      tensor: 'position_embedding.weight',
      holds: axis(0)
    }
  ]
}
