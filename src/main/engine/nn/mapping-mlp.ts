import { dropout, tanh, torchLinear, type Tape, type Value } from '../graph'
import type { Parameters } from './parameters'

/** CLIP embeddings [batch, embeddingSize] to [batch, prefixLength · width]. */
export function mapByMlp(t: Tape, p: Parameters, x: Value, dropoutRate: number): Value {
  const hidden = tanh(t, torchLinear(t, x, p('model.0.weight'), p('model.0.bias')))
  return torchLinear(t, dropout(t, hidden, dropoutRate), p('model.3.weight'), p('model.3.bias'))
}
