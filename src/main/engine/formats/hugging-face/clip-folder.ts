import * as v from 'valibot'
import type { ClipTower } from '../../../../shared/domain'
import type { ClipShape } from '../../../../shared/model-specs/clip'
import { axis } from './check-sizes'
import { Count, Epsilon, inconsistent, Layers, TokenId } from './config-fields'
import type { EncoderLayout } from './encoder-layout'
import { textSizes, towerShape, visionSizes } from './tower-config'
import { readJson } from '../weights/json-file'

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

const whole = ['clip', 'metaclip_2'] as const
const visionOnly = ['clip_vision_model', 'metaclip_2_vision_model'] as const
const textOnly = ['clip_text_model', 'metaclip_2_text_model'] as const

/** `config.json` of both towers, or of one of them, whose sizes then stand outermost. */
const ClipConfigJson = v.variant('model_type', [
  v.looseObject({
    model_type: v.picklist(whole),
    ...Projection,
    text_config: TextConfigJson,
    vision_config: VisionConfigJson
  }),
  v.looseObject({
    model_type: v.picklist(visionOnly),
    ...Projection,
    ...VisionConfigJson.entries
  }),
  v.looseObject({
    model_type: v.picklist(textOnly),
    ...Projection,
    ...TextConfigJson.entries
  })
])
type ClipConfigJson = v.InferOutput<typeof ClipConfigJson>

/** Values of `model_type` that `readClipLayout` reads. */
export const clipTypes: readonly string[] = [...whole, ...visionOnly, ...textOnly]

/** Tensors by which the towers are known to be there. */
const towerMarks: Record<ClipTower, string> = {
  vision: 'visual_projection.weight',
  text: 'text_projection.weight'
}

/** What the `config.json` of a CLIP or a MetaCLIP 2 says. Throws `model.bad-file` or `model.unsupported`. */
export async function readClipLayout(dir: string): Promise<EncoderLayout> {
  const json = await readJson(dir, 'config.json', ClipConfigJson)
  const family = json.model_type.startsWith('metaclip_2') ? 'metaclip2' : 'clip'
  const config = { ...shapeOf(dir, json), family } as const
  const { embeddingSize: says, vision, text } = config
  return {
    config,
    described: describedBy(json),
    marks: towerMarks,
    // A row for each patch of the square, and one for the class.
    sizes: {
      vision: visionSizes(vision, (rows) => Math.sqrt(rows - 1) * vision.patchSize),
      text: textSizes(text)
    },
    embeddingSize: (tower) => ({
      field: 'projection_dim',
      says,
      tensor: towerMarks[tower],
      holds: axis(0)
    })
  }
}

/** The towers that the configuration describes. */
function describedBy(json: ClipConfigJson): readonly ClipTower[] {
  const isOne = (types: readonly string[]) => types.includes(json.model_type)
  if (isOne(whole)) return ['vision', 'text']
  return isOne(visionOnly) ? ['vision'] : ['text']
}

/** Both towers' sizes; those of a tower that is not described are Hugging Face's. */
function towersOf(json: ClipConfigJson) {
  if (json.model_type === 'clip' || json.model_type === 'metaclip_2') {
    return { text: json.text_config, vision: json.vision_config }
  }
  const [described] = describedBy(json)
  return {
    text: v.parse(TextConfigJson, described === 'text' ? json : {}),
    vision: v.parse(VisionConfigJson, described === 'vision' ? json : {})
  }
}

function shapeOf(dir: string, json: ClipConfigJson): ClipShape {
  const { text, vision } = towersOf(json)
  const { image_size: imageSize, patch_size: patchSize } = vision
  if (imageSize % patchSize !== 0) {
    throw inconsistent(dir, `patch_size ${patchSize} does not divide image_size ${imageSize}`)
  }
  return {
    embeddingSize: json.projection_dim,
    text: {
      ...towerShape(dir, text),
      contextLength: text.max_position_embeddings,
      vocabularySize: text.vocab_size,
      endOfTextId: text.eos_token_id
    },
    vision: { ...towerShape(dir, vision), imageSize, patchSize, channels: vision.num_channels }
  }
}
