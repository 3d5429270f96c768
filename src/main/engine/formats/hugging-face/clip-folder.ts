import * as v from 'valibot'
import type { ClipTower } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import {
  clipVisionParameterShapes,
  clipTextParameterShapes,
  type ClipTextShape,
  type ClipVisionShape,
  type ClipActivation,
  type ClipShape
} from '../../../../shared/model-specs/clip'
import { Count, Epsilon, inconsistent, Layers, TokenId, unsupported } from './config-fields'
import { axis, checkLayers, checkSizes, type NamedSize } from './check-sizes'
import { readJson } from '../weights/json-file'
import { checkTensors, openWeights, type WeightFiles } from '../weights/weight-files'

/** A CLIP folder whose configuration and tensors have been checked. */
export interface ClipFolder {
  dir: string
  /** Of a folder with one tower, the sizes of the other one are of no use. */
  config: ClipShape
  /** The towers whose weights the folder holds, at least one. */
  towers: readonly ClipTower[]
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

/** Sizes of a tower; what may be missing has the value that Hugging Face gives it. */
const TextConfigJson = v.looseObject({
  hidden_size: v.optional(Count, 512),
  intermediate_size: v.optional(Count, 2048),
  num_hidden_layers: v.optional(Layers, 12),
  num_attention_heads: v.optional(Count, 8),
  max_position_embeddings: v.optional(Count, 77),
  vocab_size: v.optional(Count, 49408),
  layer_norm_eps: v.optional(Epsilon, 1e-5),
  hidden_act: Activation,
  eos_token_id: v.optional(TokenId, 49407)
})
const VisionConfigJson = v.looseObject({
  hidden_size: v.optional(Count, 768),
  intermediate_size: v.optional(Count, 3072),
  num_hidden_layers: v.optional(Layers, 12),
  num_attention_heads: v.optional(Count, 12),
  num_channels: v.optional(v.literal(3), 3),
  image_size: v.optional(Count, 224),
  patch_size: v.optional(Count, 32),
  layer_norm_eps: v.optional(Epsilon, 1e-5),
  hidden_act: Activation
})
const Projection = { projection_dim: v.optional(Count, 512) }

/** `config.json` of a CLIP, or of one tower of it, whose sizes then stand outermost. */
const ClipConfigJson = v.variant('model_type', [
  v.looseObject({
    model_type: v.literal('clip'),
    ...Projection,
    text_config: TextConfigJson,
    vision_config: VisionConfigJson
  }),
  v.looseObject({
    model_type: v.literal('clip_vision_model'),
    ...Projection,
    ...VisionConfigJson.entries
  }),
  v.looseObject({
    model_type: v.literal('clip_text_model'),
    ...Projection,
    ...TextConfigJson.entries
  })
])
type ClipConfigJson = v.InferOutput<typeof ClipConfigJson>

/** Values of `model_type` in the `config.json` of a folder that `readClipFolder` reads. */
export const clipTypes: readonly string[] = ['clip', 'clip_vision_model', 'clip_text_model']

const towerShapes = { vision: clipVisionParameterShapes, text: clipTextParameterShapes }

/** A tensor by which a tower is known to be there. */
const towerMarks: Record<ClipTower, string> = {
  vision: 'visual_projection.weight',
  text: 'text_projection.weight'
}

/**
 * Reads a Hugging Face folder of a CLIP, or of one tower of it with its projection. Throws
 * `model.no-tower` where `needed` is not there, `model.file-missing`, `model.bad-file`,
 * `model.unsupported` or a code of `weights.`.
 */
export async function readClipFolder(dir: string, needed?: ClipTower): Promise<ClipFolder> {
  const json = await readJson(dir, 'config.json', ClipConfigJson)
  const config = shapeOf(dir, json)
  const weights = await openWeights(dir)
  const towers = named(json).filter((tower) => weights.find(towerMarks[tower]))
  if (needed && !towers.includes(needed)) {
    throw new AppError('model.no-tower', { path: dir, tower: needed, tensor: towerMarks[needed] })
  }
  // Without any tower the first one's tensors are told to be missing.
  for (const tower of towers.length > 0 ? towers : named(json).slice(0, 1)) {
    checkTower(dir, weights, config, { tower, whole: json.model_type === 'clip' })
    checkTensors(weights, towerShapes[tower](config))
  }
  return { dir, config, towers, weights }
}

/** Checks the sizes that a tower's part of the configuration names; of a `whole` CLIP one of two. */
function checkTower(
  dir: string,
  weights: WeightFiles,
  config: ClipShape,
  { tower, whole }: { tower: ClipTower; whole: boolean }
): void {
  const part = whole ? `${tower}_config.` : ''
  const model = `${tower}_model.`
  const layer = `${model}encoder.layers.`
  const { embeddingSize: says } = config
  const { innerSize, layers } = config[tower]
  const sizes = tower === 'vision' ? visionSizes(config.vision) : textSizes(config.text)
  checkSizes(dir, weights, [
    { field: 'projection_dim', says, tensor: towerMarks[tower], holds: axis(0) },
    ...[
      ...sizes.map((size) => ({ ...size, tensor: `${model}embeddings.${size.tensor}` })),
      {
        field: 'intermediate_size',
        says: innerSize,
        tensor: `${layer}0.mlp.fc1.weight`,
        holds: axis(0)
      }
    ].map((size) => ({ ...size, field: part + size.field }))
  ])
  checkLayers(dir, weights, { field: `${part}num_hidden_layers`, says: layers, prefix: layer })
}

/** Sizes that the embeddings of a tower show, the tensors named behind `embeddings.`. */
const visionSizes = ({ width, patchSize, imageSize }: ClipVisionShape): NamedSize[] => {
  const patches = 'patch_embedding.weight'
  return [
    { field: 'hidden_size', says: width, tensor: patches, holds: axis(0) },
    { field: 'patch_size', says: patchSize, tensor: patches, holds: axis(2) },
    {
      field: 'image_size',
      says: imageSize,
      tensor: 'position_embedding.weight',
      // A row for each patch of the square, and one for the class.
      holds: ([rows = 0]) => Math.sqrt(rows - 1) * patchSize
    }
  ]
}
const textSizes = ({
  width,
  vocabularySize,
  contextLength: positions
}: ClipTextShape): NamedSize[] => {
  const tokens = 'token_embedding.weight'
  return [
    { field: 'hidden_size', says: width, tensor: tokens, holds: axis(1) },
    { field: 'vocab_size', says: vocabularySize, tensor: tokens, holds: axis(0) },
    {
      field: 'max_position_embeddings',
      says: positions,
      tensor: 'position_embedding.weight',
      holds: axis(0)
    }
  ]
}

/** The towers that the configuration describes. */
function named(json: ClipConfigJson): ClipTower[] {
  if (json.model_type === 'clip') return ['vision', 'text']
  return [json.model_type === 'clip_vision_model' ? 'vision' : 'text']
}

/** Both towers' sizes; those of a tower that is not described are Hugging Face's. */
function towersOf(json: ClipConfigJson) {
  const text = json.model_type === 'clip_text_model' ? json : {}
  const vision = json.model_type === 'clip_vision_model' ? json : {}
  return json.model_type === 'clip'
    ? { text: json.text_config, vision: json.vision_config }
    : { text: v.parse(TextConfigJson, text), vision: v.parse(VisionConfigJson, vision) }
}

function shapeOf(dir: string, json: ClipConfigJson): ClipShape {
  const { text, vision } = towersOf(json)
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
