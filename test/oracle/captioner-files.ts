import { openSafetensors } from '../../src/main/engine/formats/safetensors/safetensors'
import {
  captionerParameterShapes,
  type CaptionerShape
} from '../../src/shared/model-specs/captioner'
import type { MappingShape } from '../../src/shared/model-specs/mapping'
import { floats, type HostTensor } from '../../src/main/engine/tensor/tensor'
import type { Example } from '../../src/main/engine/nn/batch'
import { oraclePath, readOracle } from '../fixtures/oracle'

/** The oracle's captioner: sizes from `clipcap/config.json` and the GPT-2's own configuration. */
export function oracleShape(mapping: MappingShape['kind'] = 'mlp'): CaptionerShape {
  const config = readOracle<{
    P: number
    clip_dim: number
    mlp_hidden: number
    transformer_mapper: {
      clip_length: number
      num_layers: number
      heads: number
      mlp_ratio: number
    }
  }>('clipcap/config.json')
  const mapper = config.transformer_mapper
  const gpt = readOracle<{
    n_layer: number
    n_head: number
    n_embd: number
    n_inner: number | null
    n_positions: number
    vocab_size: number
    layer_norm_epsilon: number
  }>('gpt2/safetensors/config.json')
  return {
    mapping: {
      embeddingSize: config.clip_dim,
      prefixLength: config.P,
      width: gpt.n_embd,
      ...(mapping === 'mlp'
        ? { kind: 'mlp', hiddenSize: config.mlp_hidden }
        : {
            kind: 'transformer',
            clipLength: mapper.clip_length,
            layers: mapper.num_layers,
            heads: mapper.heads,
            innerSize: mapper.mlp_ratio * gpt.n_embd
          })
    },
    gpt: {
      layers: gpt.n_layer,
      heads: gpt.n_head,
      width: gpt.n_embd,
      positions: gpt.n_positions,
      vocabularySize: gpt.vocab_size,
      innerSize: gpt.n_inner ?? 4 * gpt.n_embd,
      layerNormEpsilon: gpt.layer_norm_epsilon
    }
  }
}

/** Parameters of a file of the oracle, by ClipCap's names. */
export async function oracleWeights(
  file: string,
  captioner = oracleShape()
): Promise<Record<string, HostTensor>> {
  const weights = await openSafetensors(oraclePath(file))
  const result: Record<string, HostTensor> = {}
  for (const [name, shape] of captionerParameterShapes(captioner)) {
    if (weights.tensors.has(name)) result[name] = floats(await weights.readFloat32(name), shape)
  }
  return result
}

/** The oracle's examples: `data.safetensors`, each row cut to its own length. */
export async function oracleExamples(): Promise<Example[]> {
  const { lengths, clip_dim: dim } = readOracle<{ lengths: number[]; clip_dim: number }>(
    'clipcap/data.json'
  )
  const { tokens } = readOracle<{ tokens: number[][] }>('clipcap/data.json')
  const data = await openSafetensors(oraclePath('clipcap/data.safetensors'))
  const prefixes = await data.readFloat32('prefixes')
  return lengths.map((length, row) => ({
    embedding: prefixes.slice(row * dim, (row + 1) * dim),
    tokens: tokens[row]?.slice(0, length) ?? []
  }))
}
