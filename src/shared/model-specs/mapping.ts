import type { ParameterShapes } from './parameter-shapes'

/** ClipCap's two mapping networks (Mokady et al., 2021): from a CLIP embedding to prefix tokens. */
export type MappingShape = MlpMappingShape | TransformerMappingShape

/** Sizes of ClipCap's MLP mapping network. */
export interface MlpMappingShape {
  kind: 'mlp'
  /** Width of the embedding. */
  embeddingSize: number
  prefixLength: number
  /** Width of a prefix token, that of the GPT-2. */
  width: number
  /** Width of the hidden layer; ClipCap takes half of prefixLength · width. */
  hiddenSize: number
}

/** Sizes of ClipCap's transformer mapping network. */
export interface TransformerMappingShape {
  kind: 'transformer'
  /** Width of the embedding. */
  embeddingSize: number
  /** Learned constants, whose places come out as the prefix. */
  prefixLength: number
  /** Tokens that the embedding is projected to. */
  clipLength: number
  width: number
  layers: number
  heads: number
  /** Width inside a layer's MLP; ClipCap takes twice the width. */
  innerSize: number
}

/** ClipCap's number of attention heads, which no tensor tells. */
export const MAPPING_HEADS = 8

/** Parameters by the names of a ClipCap checkpoint, without `clip_project.`. */
export const mappingParameterShapes = (mapping: MappingShape): ParameterShapes =>
  mapping.kind === 'mlp' ? mlpParameterShapes(mapping) : transformerParameterShapes(mapping)

/** The recipe's names: Linear, Tanh, Dropout, Linear, so that the second layer is number 3. */
const mlpParameterShapes = (mapping: MlpMappingShape): ParameterShapes =>
  new Map([
    ['model.0.weight', [mapping.hiddenSize, mapping.embeddingSize]],
    ['model.0.bias', [mapping.hiddenSize]],
    ['model.3.weight', [mapping.prefixLength * mapping.width, mapping.hiddenSize]],
    ['model.3.bias', [mapping.prefixLength * mapping.width]]
  ])

function transformerParameterShapes(mapping: TransformerMappingShape): ParameterShapes {
  const { width, innerSize, embeddingSize, clipLength, prefixLength } = mapping
  const layer = (index: number): [string, number[]][] => {
    const at = `transformer.layers.${index}.`
    return [
      [`${at}norm1.weight`, [width]],
      [`${at}norm1.bias`, [width]],
      [`${at}attn.to_queries.weight`, [width, width]],
      [`${at}attn.to_keys_values.weight`, [2 * width, width]],
      [`${at}attn.project.weight`, [width, width]],
      [`${at}attn.project.bias`, [width]],
      [`${at}norm2.weight`, [width]],
      [`${at}norm2.bias`, [width]],
      [`${at}mlp.fc1.weight`, [innerSize, width]],
      [`${at}mlp.fc1.bias`, [innerSize]],
      [`${at}mlp.fc2.weight`, [width, innerSize]],
      [`${at}mlp.fc2.bias`, [width]]
    ]
  }
  return new Map([
    ['prefix_const', [prefixLength, width]],
    ['linear.weight', [clipLength * width, embeddingSize]],
    ['linear.bias', [clipLength * width]],
    ...Array.from({ length: mapping.layers }, (_, index) => layer(index)).flat()
  ])
}
