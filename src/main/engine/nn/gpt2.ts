import { add, dropout, geluTanh, layerNorm, linear, type Tape, type Value } from '../graph'
import type { GptShape } from '../../../shared/model-specs/gpt2'
import { attend, splitHeads, type SequenceAxes } from './attention'
import { scoped, type Parameters } from './parameters'

/** Keys and values of the positions before, [batch, heads, past, width/heads] each. */
export interface LayerCache {
  keys: Value
  values: Value
}

export interface GptOptions {
  axes: SequenceAxes
  /** Added to the attention scores: 0 where a position may look, very negative elsewhere; [1, 1, length, seen]. */
  mask: Value
  dropout: number
  /** How a layer's keys and values join those of earlier positions; by default they stand alone. */
  extend?: (layer: number, fresh: LayerCache) => LayerCache
  /** What is added to the output of a linear layer, by the name of its weight; see `lora.ts`. */
  adapt?: (weight: string, input: Value, output: Value) => Value
}

/**
 * The blocks of a GPT-2.
 *
 * @param x Token embeddings plus position embeddings, [rows, width].
 * @returns Activations before the last layer normalisation, [rows, width].
 */
export function gptBlocks(
  t: Tape,
  p: Parameters,
  gpt: GptShape,
  x: Value,
  options: GptOptions
): Value {
  let hidden = dropout(t, x, options.dropout)
  for (let layer = 0; layer < gpt.layers; layer++) {
    const at = scoped(p, `h.${layer}.`)
    hidden = add(
      t,
      hidden,
      attention(t, at, gpt, normalise(t, at, 'ln_1', gpt, hidden), layer, options)
    )
    hidden = add(t, hidden, mlp(t, at, normalise(t, at, 'ln_2', gpt, hidden), layer, options))
  }
  return hidden
}

/** The last layer normalisation, on any rows. */
export const gptFinalNorm = (t: Tape, p: Parameters, gpt: GptShape, x: Value): Value =>
  normalise(t, p, 'ln_f', gpt, x)

const normalise = (t: Tape, p: Parameters, name: string, gpt: GptShape, x: Value): Value =>
  layerNorm(t, x, p(`${name}.weight`), p(`${name}.bias`), gpt.layerNormEpsilon)

function attention(
  t: Tape,
  p: Parameters,
  gpt: GptShape,
  x: Value,
  layer: number,
  options: GptOptions
): Value {
  const joined = conv1d(t, p, layer, 'attn.c_attn', x, options)
  const [queries, keys, values] = splitHeads(t, joined, options.axes, gpt, 3)
  if (!queries || !keys || !values) throw new Error('three projections were asked for')
  const seen = options.extend?.(layer, { keys, values }) ?? { keys, values }
  const mixed = attend(t, { queries, ...seen }, options.axes, gpt, options)
  const projected = conv1d(t, p, layer, 'attn.c_proj', mixed, options)
  return dropout(t, projected, options.dropout)
}

function mlp(t: Tape, p: Parameters, x: Value, layer: number, options: GptOptions): Value {
  const inner = geluTanh(t, conv1d(t, p, layer, 'mlp.c_fc', x, options))
  return dropout(t, conv1d(t, p, layer, 'mlp.c_proj', inner, options), options.dropout)
}

/** A linear layer as GPT-2 names it: x by weight, plus bias. */
function conv1d(
  t: Tape,
  p: Parameters,
  layer: number,
  name: string,
  x: Value,
  { adapt }: GptOptions
): Value {
  const output = linear(t, x, p(`${name}.weight`), p(`${name}.bias`))
  return adapt ? adapt(`h.${layer}.${name}.weight`, x, output) : output
}
