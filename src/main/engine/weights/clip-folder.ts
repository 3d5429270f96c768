import * as v from 'valibot'
import type { ClipPreprocessing } from '../../vision/clip-preprocess'
import {
  clipTextParameterShapes,
  clipVisionParameterShapes,
  type ClipActivation,
  type ClipShape
} from '../nn/clip-shape'
import { readPreprocessing } from './clip-preprocessor'
import { Count, Epsilon, inconsistent, unsupported } from './config-fields'
import { readJson } from './json-file'
import { checkTensors, openWeights, type WeightFiles } from './weight-files'

/** A CLIP folder whose configuration and tensors have been checked. */
export interface ClipFolder {
  dir: string
  config: ClipShape
  preprocessing: ClipPreprocessing
  weights: WeightFiles
}

/** Hugging Face has two names for the tanh approximation of GELU. */
const activations = new Map<string, ClipActivation>([
  ['quick_gelu', 'quick_gelu'],
  ['gelu', 'gelu'],
  ['gelu_new', 'gelu_new'],
  ['gelu_pytorch_tanh', 'gelu_new']
])
const Activation = v.optional(v.string(), 'quick_gelu')

/** `config.json` of a CLIP; what may be missing has the value that Hugging Face gives it. */
const ClipConfigJson = v.looseObject({
  model_type: v.literal('clip'),
  projection_dim: v.optional(Count, 512),
  text_config: v.looseObject({
    hidden_size: v.optional(Count, 512),
    intermediate_size: v.optional(Count, 2048),
    num_hidden_layers: v.optional(Count, 12),
    num_attention_heads: v.optional(Count, 8),
    max_position_embeddings: v.optional(Count, 77),
    vocab_size: v.optional(Count, 49408),
    layer_norm_eps: v.optional(Epsilon, 1e-5),
    hidden_act: Activation,
    eos_token_id: v.optional(v.number(), 49407)
  }),
  vision_config: v.looseObject({
    hidden_size: v.optional(Count, 768),
    intermediate_size: v.optional(Count, 3072),
    num_hidden_layers: v.optional(Count, 12),
    num_attention_heads: v.optional(Count, 12),
    num_channels: v.optional(v.literal(3), 3),
    image_size: v.optional(Count, 224),
    patch_size: v.optional(Count, 32),
    layer_norm_eps: v.optional(Epsilon, 1e-5),
    hidden_act: Activation
  })
})
type ClipConfigJson = v.InferOutput<typeof ClipConfigJson>

/**
 * Reads a Hugging Face folder of a CLIP. Throws `model.file-missing`, `model.bad-file`,
 * `model.unsupported` or a code of `weights.`.
 */
export async function readClipFolder(dir: string): Promise<ClipFolder> {
  const config = shapeOf(dir, await readJson(dir, 'config.json', ClipConfigJson))
  const preprocessing = await readPreprocessing(dir, config.vision.imageSize)
  const weights = await openWeights(dir)
  checkTensors(weights, clipVisionParameterShapes(config))
  checkTensors(weights, clipTextParameterShapes(config))
  return { dir, config, preprocessing, weights }
}

function shapeOf(dir: string, json: ClipConfigJson): ClipShape {
  const { text_config: text, vision_config: vision } = json
  const encoder = (part: typeof text | typeof vision) => {
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
  const { image_size: imageSize, patch_size: patchSize } = vision
  if (imageSize % patchSize !== 0) {
    throw inconsistent(dir, `patch_size ${patchSize} does not divide image_size ${imageSize}`)
  }
  return {
    embeddingSize: json.projection_dim,
    text: {
      ...encoder(text),
      contextLength: text.max_position_embeddings,
      vocabularySize: text.vocab_size,
      endOfTextId: text.eos_token_id
    },
    vision: { ...encoder(vision), imageSize, patchSize, channels: vision.num_channels }
  }
}
