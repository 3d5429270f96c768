import type { Tape } from './tape'
import type { Dim, Shape, Value } from './value'

/** The ops as plain functions of a tape, for networks to read well. What each does: `ops/`. */

export const add = (t: Tape, x: Value, y: Value): Value => t.apply('add', [x, y], {})[0]
export const mul = (t: Tape, x: Value, y: Value): Value => t.apply('mul', [x, y], {})[0]
export const scale = (t: Tape, x: Value, by: number): Value => t.apply('scale', [x], { by })[0]
export const tanh = (t: Tape, x: Value): Value => t.apply('tanh', [x], {})[0]
export const exp = (t: Tape, x: Value): Value => t.apply('exp', [x], {})[0]
export const relu = (t: Tape, x: Value): Value => t.apply('relu', [x], {})[0]
export const geluTanh = (t: Tape, x: Value): Value => t.apply('geluTanh', [x], {})[0]
export const geluErf = (t: Tape, x: Value): Value => t.apply('geluErf', [x], {})[0]
export const quickGelu = (t: Tape, x: Value): Value => t.apply('quickGelu', [x], {})[0]
export const softmax = (t: Tape, x: Value): Value => t.apply('softmax', [x], {})[0]

/** A rate of 0 leaves no node in the graph. */
export const dropout = (t: Tape, x: Value, rate: number): Value =>
  rate === 0 ? x : t.apply('dropout', [x], { rate })[0]

/** x [n, in] by weight [in, out], plus bias [out]. */
export const linear = (t: Tape, x: Value, weight: Value, bias?: Value): Value =>
  t.apply('linear', bias ? [x, weight, bias] : [x, weight], { transposed: false })[0]

/** x [n, in] by weight [out, in] as torch.nn.Linear keeps it, plus bias [out]. */
export const torchLinear = (t: Tape, x: Value, weight: Value, bias?: Value): Value =>
  t.apply('linear', bias ? [x, weight, bias] : [x, weight], { transposed: true })[0]

/** x by y, batched over all axes but the last two. */
export const matMul = (t: Tape, x: Value, y: Value): Value =>
  t.apply('matMul', [x, y], { transposed: false })[0]

/** x by y with its last two axes swapped. */
export const matMulTransposed = (t: Tape, x: Value, y: Value): Value =>
  t.apply('matMul', [x, y], { transposed: true })[0]

export const reshape = (t: Tape, x: Value, shape: Shape): Value =>
  t.apply('reshape', [x], { shape })[0]

export const transpose = (t: Tape, x: Value, axes: readonly number[]): Value =>
  t.apply('transpose', [x], { axes })[0]

/** `count` parts of length `part` along an axis. */
export const split = (
  t: Tape,
  x: Value,
  axis: number,
  part: number,
  count: number
): readonly Value[] => t.apply('split', [x], { axis, part, count })

export const concatTwo = (t: Tape, x: Value, y: Value, axis: number, length: Dim): Value =>
  t.apply('concatTwo', [x, y], { axis, length })[0]

export const layerNorm = (t: Tape, x: Value, gamma: Value, beta: Value, epsilon: number): Value =>
  t.apply('layerNorm', [x, gamma, beta], { epsilon })[0]

/** Rows of x [n, d] divided by their length. */
export const unitLength = (t: Tape, x: Value): Value => t.apply('unitLength', [x], {})[0]

export const distinctRows = (t: Tape, table: Value, indices: Value): Value =>
  t.apply('distinctRows', [table, indices], {})[0]

export const dot = (t: Tape, x: Value, w: Value): Value => t.apply('dot', [x, w], {})[0]
