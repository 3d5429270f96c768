import {
  add,
  geluErf,
  geluTanh,
  layerNorm,
  quickGelu,
  torchLinear,
  type Tape,
  type Value
} from '../graph'
import type { ClipActivation, ClipEncoderShape } from '../../../shared/model-specs/clip'
import { attend, splitHeads, type SequenceAxes } from './attention'
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
    hidden = add(t, hidden, clipMlp(t, at, shape, second))
  }
  return hidden
}

/** Two linear layers with the tower's activation between them; `mlp.fc1` and `mlp.fc2` below `p`. */
export const clipMlp = (t: Tape, p: Parameters, shape: ClipEncoderShape, x: Value): Value =>
  named(t, p, 'mlp.fc2', activations[shape.activation](t, named(t, p, 'mlp.fc1', x)))

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
  shape: ClipEncoderShape,
  x: Value,
  { axes, ...options }: EncoderOptions
): Value {
  const byHead = (name: string): Value => {
    const [heads] = splitHeads(t, named(t, p, name, x), axes, shape, 1)
    if (!heads) throw new Error('one projection was asked for')
    return heads
  }
  const projections = {
    queries: byHead('q_proj'),
    keys: byHead('k_proj'),
    values: byHead('v_proj')
  }
  return named(t, p, 'out_proj', attend(t, projections, axes, shape, options))
}
