import {
  add,
  dropout,
  matMul,
  matMulTransposed,
  reshape,
  scale,
  softmax,
  split,
  transpose,
  type Dim,
  type Tape,
  type Value
} from '../graph'

/** Axes of the sequences in a graph. */
export interface SequenceAxes {
  batch: Dim
  /** Positions computed now. */
  length: Dim
  /** batch · length. */
  rows: Dim
}

export interface AttentionOptions {
  /** Added to the scores, broadcast to [batch, heads, length, seen]. */
  mask?: Value
  /** Dropout of the attention weights. */
  dropout?: number
}

/**
 * Several projections side by side, [rows, count · width], taken apart by head.
 *
 * @returns `count` tensors [batch, heads, length, width/heads].
 */
export function splitHeads(
  t: Tape,
  joined: Value,
  { batch, length }: SequenceAxes,
  { heads, width }: { heads: number; width: number },
  count: number
): readonly Value[] {
  const shape = [batch, length, count * heads, width / heads]
  const byHead = transpose(t, reshape(t, joined, shape), [0, 2, 1, 3])
  return count === 1 ? [byHead] : split(t, byHead, 1, heads, count)
}

/**
 * Scaled dot-product attention (Vaswani et al., 2017): softmax(q·kᵀ/√d + mask)·v.
 *
 * @param queries [batch, heads, length, d]; keys and values are [batch, heads, seen, d].
 * @returns The heads side by side again, [rows, width].
 */
export function attend(
  t: Tape,
  { queries, keys, values }: Record<'queries' | 'keys' | 'values', Value>,
  { rows }: SequenceAxes,
  { heads, width }: { heads: number; width: number },
  options: AttentionOptions = {}
): Value {
  const scaled = scale(t, queries, 1 / Math.sqrt(width / heads))
  const scores = matMulTransposed(t, scaled, keys)
  const masked = options.mask ? add(t, scores, options.mask) : scores
  const weights = dropout(t, softmax(t, masked), options.dropout ?? 0)
  return reshape(t, transpose(t, matMul(t, weights, values), [0, 2, 1, 3]), [rows, width])
}
