import { dropout, tanh, torchLinear, type Tape, type Value } from '../graph'
import type { Parameters, ParameterShapes } from './parameters'

/** Sizes of ClipCap's MLP mapping network. */
export interface MlpMappingShape {
  kind: 'mlp'
  /** Width of the CLIP embedding. */
  embeddingSize: number
  prefixLength: number
  /** Width of a prefix token, that of the GPT-2. */
  width: number
  /** Width of the hidden layer; ClipCap takes half of prefixLength · width. */
  hiddenSize: number
}

/** The recipe's names: Linear, Tanh, Dropout, Linear, so that the second layer is number 3. */
export const mlpParameterShapes = (mapping: MlpMappingShape): ParameterShapes =>
  new Map([
    ['model.0.weight', [mapping.hiddenSize, mapping.embeddingSize]],
    ['model.0.bias', [mapping.hiddenSize]],
    ['model.3.weight', [mapping.prefixLength * mapping.width, mapping.hiddenSize]],
    ['model.3.bias', [mapping.prefixLength * mapping.width]]
  ])

/** CLIP embeddings [batch, embeddingSize] to [batch, prefixLength · width]. */
export function mapByMlp(t: Tape, p: Parameters, x: Value, dropoutRate: number): Value {
  const hidden = tanh(t, torchLinear(t, x, p('model.0.weight'), p('model.0.bias')))
  return torchLinear(t, dropout(t, hidden, dropoutRate), p('model.3.weight'), p('model.3.bias'))
}
