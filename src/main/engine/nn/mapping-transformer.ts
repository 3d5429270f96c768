import {
  add,
  concatTwo,
  layerNorm,
  relu,
  reshape,
  torchLinear,
  type Tape,
  type Value
} from '../graph'
import { attend, splitHeads, type SequenceAxes } from './attention'
import type { TransformerMappingShape } from '../../../shared/model-specs/mapping'
import { scoped, type Parameters } from './parameters'

/** Layer normalisation of torch.nn with its default epsilon. */
const EPSILON = 1e-5

/**
 * CLIP embeddings [B, embeddingSize] to [B, prefixLength, width]: the embedding as `clipLength`
 * tokens and the learned constants go through the layers together, each seeing all; the constants'
 * places are the prefix. Axis Q is B · (clipLength + prefixLength).
 */
export function mapByTransformer(
  t: Tape,
  p: Parameters,
  mapping: TransformerMappingShape,
  x: Value
): Value {
  const { width, clipLength, prefixLength } = mapping
  const b = t.builder
  const length = clipLength + prefixLength
  const axes: SequenceAxes = { batch: 'B', length, rows: 'Q' }
  const clipTokens = reshape(t, torchLinear(t, x, p('linear.weight'), p('linear.bias')), [
    'B',
    clipLength,
    width
  ])
  // Broadcasting repeats the constants for each embedding; their gradient is summed back.
  const constants = add(t, b.fill(0, ['B', prefixLength, width]), p('prefix_const'))
  let hidden = reshape(t, concatTwo(t, clipTokens, constants, 1, length), ['Q', width])
  for (let layer = 0; layer < mapping.layers; layer++) {
    const at = scoped(p, `transformer.layers.${layer}.`)
    hidden = add(
      t,
      hidden,
      attention(t, scoped(at, 'attn.'), mapping, norm(t, at, 'norm1', hidden), axes)
    )
    hidden = add(t, hidden, mlp(t, scoped(at, 'mlp.'), norm(t, at, 'norm2', hidden)))
  }
  const byPosition = reshape(t, hidden, ['B', length, width])
  return t.apply('slice', [byPosition], { axis: 1, from: clipLength, to: length })[0]
}

const norm = (t: Tape, p: Parameters, name: string, x: Value): Value =>
  layerNorm(t, x, p(`${name}.weight`), p(`${name}.bias`), EPSILON)

function attention(
  t: Tape,
  p: Parameters,
  mapping: TransformerMappingShape,
  x: Value,
  axes: SequenceAxes
): Value {
  const [queries] = splitHeads(t, torchLinear(t, x, p('to_queries.weight')), axes, mapping, 1)
  const joined = torchLinear(t, x, p('to_keys_values.weight'))
  const [keys, values] = splitHeads(t, joined, axes, mapping, 2)
  if (!queries || !keys || !values) throw new Error('three projections were asked for')
  const mixed = attend(t, { queries, keys, values }, axes, mapping)
  return torchLinear(t, mixed, p('project.weight'), p('project.bias'))
}

const mlp = (t: Tape, p: Parameters, x: Value): Value =>
  torchLinear(
    t,
    relu(t, torchLinear(t, x, p('fc1.weight'), p('fc1.bias'))),
    p('fc2.weight'),
    p('fc2.bias')
  )
