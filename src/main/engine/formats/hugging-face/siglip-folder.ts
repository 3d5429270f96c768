import * as v from 'valibot'
import type { ClipTower } from '../../../../shared/domain'
import { siglipGrid, type SiglipShape } from '../../../../shared/model-specs/siglip'
import { axis } from './check-sizes'
import { Count, Epsilon, inconsistent, Layers, unsupported } from './config-fields'
import type { EncoderLayout } from './encoder-layout'
import { textSizes, towerShape, visionSizes } from './tower-config'
import { readJson } from '../weights/json-file'

/** Sizes of a tower; what may be missing has the value that Hugging Face gives it. */
const Tower = {
  hidden_size: v.optional(Count, 768),
  intermediate_size: v.optional(Count, 3072),
  num_hidden_layers: v.optional(Layers, 12),
  num_attention_heads: v.optional(Count, 12),
  layer_norm_eps: v.optional(Epsilon, 1e-6),
  hidden_act: v.optional(v.string(), 'gelu_pytorch_tanh')
}
const TextConfigJson = v.looseObject({
  ...Tower,
  max_position_embeddings: v.optional(Count, 64),
  vocab_size: v.optional(Count, 32000),
  projection_size: v.nullish(Count)
})
const VisionConfigJson = v.looseObject({
  ...Tower,
  num_channels: v.optional(v.literal(3), 3),
  image_size: v.optional(Count, 224),
  patch_size: v.optional(Count, 16),
  vision_use_head: v.optional(v.boolean(), true)
})

/** `config.json` of both towers, or of one of them, whose sizes then stand outermost. */
const SiglipConfigJson = v.variant('model_type', [
  v.looseObject({
    model_type: v.literal('siglip'),
    text_config: v.optional(TextConfigJson, {}),
    vision_config: v.optional(VisionConfigJson, {})
  }),
  v.looseObject({ model_type: v.literal('siglip_vision_model'), ...VisionConfigJson.entries }),
  v.looseObject({ model_type: v.literal('siglip_text_model'), ...TextConfigJson.entries })
])
type SiglipConfigJson = v.InferOutput<typeof SiglipConfigJson>

/** Values of `model_type` that `readSiglipLayout` reads; a SigLIP 2 of one image size says `siglip`. */
export const siglipTypes: readonly string[] = ['siglip', 'siglip_vision_model', 'siglip_text_model']

/** Tensors by which the towers are known to be there. */
const towerMarks: Record<ClipTower, string> = {
  vision: 'vision_model.head.probe',
  text: 'text_model.head.weight'
}

/** What the `config.json` of a SigLIP says. Throws `model.bad-file` or `model.unsupported`. */
export async function readSiglipLayout(dir: string): Promise<EncoderLayout> {
  const json = await readJson(dir, 'config.json', SiglipConfigJson)
  const described = describedBy(json)
  const shape = shapeOf(dir, json, described)
  const { vision, text, embeddingSize: says } = shape
  const { imageSize, patchSize } = vision
  return {
    config: { ...shape, family: 'siglip' },
    described,
    marks: towerMarks,
    sizes: {
      // Image sizes between two multiples of the patch have one number of patches.
      vision: visionSizes(vision, (rows) =>
        rows === siglipGrid(vision) ** 2 ? imageSize : Math.sqrt(rows) * patchSize
      ),
      text: textSizes(text)
    },
    embeddingSize: (tower) =>
      tower === 'vision'
        ? { field: 'vision_config.hidden_size', says, tensor: towerMarks.vision, holds: axis(2) }
        : { field: 'text_config.projection_size', says, tensor: towerMarks.text, holds: axis(0) }
  }
}

function describedBy({ model_type: type }: SiglipConfigJson): readonly ClipTower[] {
  if (type === 'siglip') return ['vision', 'text']
  return [type === 'siglip_vision_model' ? 'vision' : 'text']
}

function shapeOf(
  dir: string,
  json: SiglipConfigJson,
  described: readonly ClipTower[]
): SiglipShape {
  const whole = json.model_type === 'siglip'
  const part = (tower: ClipTower) => (!whole && described.includes(tower) ? json : {})
  const text = whole ? json.text_config : v.parse(TextConfigJson, part('text'))
  const vision = whole ? json.vision_config : v.parse(VisionConfigJson, part('vision'))
  const { image_size: imageSize, patch_size: patchSize } = vision
  if (imageSize < patchSize) {
    throw inconsistent(dir, `patch_size ${patchSize} is larger than image_size ${imageSize}`)
  }
  if (!vision.vision_use_head) throw unsupported(dir, 'vision_use_head false')
  const ofText = text.projection_size ?? text.hidden_size
  const embeddingSize = described.includes('vision') ? vision.hidden_size : ofText
  if (whole && ofText !== embeddingSize) {
    throw inconsistent(
      dir,
      `sentences have embeddings of ${ofText} numbers (text_config.projection_size), images of ${embeddingSize} (vision_config.hidden_size)`
    )
  }
  return {
    embeddingSize,
    text: {
      ...towerShape(dir, text),
      contextLength: text.max_position_embeddings,
      vocabularySize: text.vocab_size
    },
    vision: { ...towerShape(dir, vision), imageSize, patchSize, channels: vision.num_channels }
  }
}
