import * as v from 'valibot'
import { gptParameterShapes, type GptShape } from '../../../../shared/model-specs/gpt2'
import { Count, Epsilon, inconsistent, Layers, Rate, unsupported } from './config-fields'
import { axis, checkLayers, checkSizes, type NamedSize } from './check-sizes'
import { readJson } from '../weights/json-file'
import { checkTensors, openWeights, type WeightFiles } from '../weights/weight-files'

export interface GptConfig extends GptShape {
  /** Dropout rates of training. */
  dropout: { embedding: number; attention: number; residual: number }
}

/** A GPT-2 folder whose configuration and tensors have been checked. */
export interface GptFolder {
  dir: string
  config: GptConfig
  weights: WeightFiles
  /** A parameter by its name in `gptParameterShapes`, float32. */
  read(name: string): Promise<Float32Array>
}

/** `config.json` of a GPT-2; what may be missing has the value that Hugging Face gives it. */
const GptConfigJson = v.looseObject({
  model_type: v.literal('gpt2'),
  n_layer: Layers,
  n_head: Count,
  n_embd: Count,
  n_positions: Count,
  vocab_size: Count,
  n_inner: v.nullish(Count),
  layer_norm_epsilon: v.optional(Epsilon, 1e-5),
  activation_function: v.optional(v.string(), 'gelu_new'),
  embd_pdrop: v.optional(Rate, 0.1),
  attn_pdrop: v.optional(Rate, 0.1),
  resid_pdrop: v.optional(Rate, 0.1),
  add_cross_attention: v.optional(v.boolean(), false),
  scale_attn_weights: v.optional(v.boolean(), true),
  scale_attn_by_inverse_layer_idx: v.optional(v.boolean(), false),
  tie_word_embeddings: v.optional(v.boolean(), true)
})

/** Names of the tanh approximation of GELU, which is what the network computes. */
const tanhGelus = ['gelu_new', 'gelu_fast', 'gelu_pytorch_tanh']

/**
 * Reads a Hugging Face folder of a GPT-2. Its tensors may have the prefix `transformer.` or none;
 * the output head is the token table. Throws `model.file-missing`, `model.bad-file`,
 * `model.unsupported` or a code of `weights.`.
 */
export async function readGptFolder(dir: string): Promise<GptFolder> {
  const json = await readJson(dir, 'config.json', GptConfigJson)
  if (!tanhGelus.includes(json.activation_function)) {
    throw unsupported(dir, `activation_function ${json.activation_function}`)
  }
  if (json.add_cross_attention) throw unsupported(dir, 'add_cross_attention')
  if (!json.scale_attn_weights) throw unsupported(dir, 'scale_attn_weights false')
  if (json.scale_attn_by_inverse_layer_idx) {
    throw unsupported(dir, 'scale_attn_by_inverse_layer_idx')
  }
  if (!json.tie_word_embeddings) throw unsupported(dir, 'tie_word_embeddings false')
  if (json.n_embd % json.n_head !== 0) {
    throw inconsistent(dir, `n_embd ${json.n_embd} is no multiple of n_head ${json.n_head}`)
  }
  const config: GptConfig = {
    layers: json.n_layer,
    heads: json.n_head,
    width: json.n_embd,
    positions: json.n_positions,
    vocabularySize: json.vocab_size,
    innerSize: json.n_inner ?? 4 * json.n_embd,
    layerNormEpsilon: json.layer_norm_epsilon,
    dropout: {
      embedding: json.embd_pdrop,
      attention: json.attn_pdrop,
      residual: json.resid_pdrop
    }
  }
  const weights = await openWeights(dir)
  const prefix = weights.find('wte.weight') ? '' : 'transformer.'
  const nameInFile = (name: string): string => prefix + name
  checkSizes(dir, weights, sizesOf(json, config, nameInFile))
  checkLayers(dir, weights, { field: 'n_layer', says: config.layers, prefix: nameInFile('h.') })
  checkTensors(weights, gptParameterShapes(config), nameInFile)
  return { dir, config, weights, read: (name) => weights.read(nameInFile(name)) }
}

/** The sizes that the configuration names, as its own fields. */
function sizesOf(
  json: { n_inner?: number | null | undefined },
  { width, vocabularySize, positions, innerSize }: GptConfig,
  nameInFile: (name: string) => string
): NamedSize[] {
  const tokens = nameInFile('wte.weight')
  return [
    { field: 'n_embd', says: width, tensor: tokens, holds: axis(1) },
    { field: 'vocab_size', says: vocabularySize, tensor: tokens, holds: axis(0) },
    { field: 'n_positions', says: positions, tensor: nameInFile('wpe.weight'), holds: axis(0) },
    {
      field: json.n_inner ? 'n_inner' : 'n_inner (4 n_embd)',
      says: innerSize,
      tensor: nameInFile('h.0.mlp.c_fc.weight'),
      holds: axis(1)
    }
  ]
}
