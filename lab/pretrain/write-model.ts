import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClipShape, ClipEncoderShape } from '../../src/shared/model-specs/clip'
import type { GptShape } from '../../src/shared/model-specs/gpt2'
import { floatData, type HostTensor } from '../../src/main/engine/tensor/tensor'
import {
  writeSafetensors,
  type TensorToWrite
} from '../../src/main/engine/formats/safetensors/safetensors'

/** Mean and deviation of red, green and blue that every CLIP has its images normalised with. */
export const clipMean = [0.48145466, 0.4578275, 0.40821073] as const
export const clipDeviation = [0.26862954, 0.26130258, 0.27577711] as const

/** Writes `config.json`, `preprocessor_config.json` and the weights in half precision. */
export async function writeClipFolder(
  dir: string,
  shape: ClipShape,
  weights: Readonly<Record<string, HostTensor>>
): Promise<void> {
  const { vision, text, embeddingSize } = shape
  await writeJson(dir, 'config.json', {
    model_type: 'clip',
    architectures: ['CLIPModel'],
    projection_dim: embeddingSize,
    text_config: {
      ...encoderConfig(text),
      max_position_embeddings: text.contextLength,
      vocab_size: text.vocabularySize,
      bos_token_id: text.endOfTextId - 1,
      eos_token_id: text.endOfTextId
    },
    vision_config: {
      ...encoderConfig(vision),
      num_channels: vision.channels,
      image_size: vision.imageSize,
      patch_size: vision.patchSize
    }
  })
  const { imageSize } = vision
  await writeJson(dir, 'preprocessor_config.json', {
    do_resize: true,
    size: { shortest_edge: imageSize },
    resample: 3,
    do_center_crop: true,
    crop_size: { height: imageSize, width: imageSize },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: clipMean,
    image_std: clipDeviation
  })
  await writeWeights(dir, weights)
}

const encoderConfig = (encoder: ClipEncoderShape) => ({
  hidden_size: encoder.width,
  intermediate_size: encoder.innerSize,
  num_hidden_layers: encoder.layers,
  num_attention_heads: encoder.heads,
  layer_norm_eps: encoder.layerNormEpsilon,
  hidden_act: encoder.activation
})

/** Writes `config.json` and the weights in half precision. */
export async function writeGptFolder(
  dir: string,
  gpt: GptShape,
  endOfTextId: number,
  weights: Readonly<Record<string, HostTensor>>
): Promise<void> {
  await writeJson(dir, 'config.json', {
    model_type: 'gpt2',
    architectures: ['GPT2LMHeadModel'],
    n_layer: gpt.layers,
    n_head: gpt.heads,
    n_embd: gpt.width,
    n_inner: gpt.innerSize,
    n_positions: gpt.positions,
    vocab_size: gpt.vocabularySize,
    layer_norm_epsilon: gpt.layerNormEpsilon,
    activation_function: 'gelu_new',
    tie_word_embeddings: true,
    bos_token_id: endOfTextId,
    eos_token_id: endOfTextId
  })
  const prefixed = Object.entries(weights).map(([name, tensor]) => [`transformer.${name}`, tensor])
  await writeWeights(dir, Object.fromEntries(prefixed) as Record<string, HostTensor>)
}

const writeJson = (dir: string, file: string, content: object): Promise<void> =>
  writeFile(join(dir, file), `${JSON.stringify(content, null, 2)}\n`)

function writeWeights(dir: string, weights: Readonly<Record<string, HostTensor>>): Promise<void> {
  const tensors = Object.entries(weights).map(([name, tensor]): [string, TensorToWrite] => [
    name,
    { shape: tensor.dims, data: Float16Array.from(floatData(tensor)) }
  ])
  return writeSafetensors(join(dir, 'model.safetensors'), new Map(tensors), { format: 'pt' })
}
