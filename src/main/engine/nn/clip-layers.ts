import {
  add,
  geluErf,
  geluTanh,
  layerNorm,
  matMul,
  quickGelu,
  reshape,
  scale,
  softmax,
  torchLinear,
  transpose,
  type Tape,
  type Value
} from '../graph'
import type { ClipActivation, ClipEncoderShape } from './clip-shape'
import type { SequenceAxes } from './gpt2'
import { scoped, type Parameters } from './parameters'

const activations: Record<ClipActivation, (t: Tape, x: Value) => Value> = {
  quick_gelu: quickGelu,
  gelu: geluErf,
  gelu_new: geluTanh
}

export interface EncoderOptions {
  axes: SequenceAxes
  /** Added to the attention scores, broadcast to [batch, heads, length, length]. */
  mask?: Value
}

/**
 * The transformer layers of a CLIP tower, layer normalisation first.
 *
 * @param p Parameters below the tower, so that `encoder.layers.0.…` are the first layer's.
 * @param x Activations [rows, width].
 */
export function clipLayers(
  t: Tape,
  p: Parameters,
  shape: ClipEncoderShape,
  x: Value,
  options: EncoderOptions
): Value {
  let hidden = x
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = scoped(p, `encoder.layers.${layer}.`)
    const first = clipNorm(t, at, 'layer_norm1', shape, hidden)
    hidden = add(t, hidden, attention(t, scoped(at, 'self_attn.'), shape, first, options))
    const second = clipNorm(t, at, 'layer_norm2', shape, hidden)
    const inner = activations[shape.activation](t, named(t, at, 'mlp.fc1', second))
    hidden = add(t, hidden, named(t, at, 'mlp.fc2', inner))
  }
  return hidden
}

export const clipNorm = (
  t: Tape,
  p: Parameters,
  name: string,
  shape: ClipEncoderShape,
  x: Value
): Value => layerNorm(t, x, p(`${name}.weight`), p(`${name}.bias`), shape.layerNormEpsilon)

const named = (t: Tape, p: Parameters, name: string, x: Value): Value =>
  torchLinear(t, x, p(`${name}.weight`), p(`${name}.bias`))

function attention(
  t: Tape,
  p: Parameters,
  { heads, width }: ClipEncoderShape,
  x: Value,
  { axes: { batch, length, rows }, mask }: EncoderOptions
): Value {
  const headWidth = width / heads
  const byHead = (name: string): Value =>
    transpose(t, reshape(t, named(t, p, name, x), [batch, length, heads, headWidth]), [0, 2, 1, 3])
  const queries = scale(t, byHead('q_proj'), 1 / Math.sqrt(headWidth))
  const scores = matMul(t, queries, transpose(t, byHead('k_proj'), [0, 1, 3, 2]))
  const weights = softmax(t, mask ? add(t, scores, mask) : scores)
  const mixed = transpose(t, matMul(t, weights, byHead('v_proj')), [0, 2, 1, 3])
  return named(t, p, 'out_proj', reshape(t, mixed, [rows, width]))
}
