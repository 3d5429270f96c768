import type { GraphBuilder, Value } from '../../graph'

/** PyTorch's guard against a division by zero in `clip_grad_norm_`. */
export const CLIP_EPSILON = 1e-6

/** Root of the sum of all squares, a scalar. */
export function globalNorm(b: GraphBuilder, gradients: ReadonlyMap<string, Value>): Value {
  // Axis by axis, since a graphics card adds up a whole tensor in one of its many parts alone.
  const sum = (x: Value): Value =>
    x.shape.length === 0 ? x : sum(b.reduce('ReduceSum', x, [-1], false))
  const squares = [...gradients.values()].map((gradient) => sum(b.mul(gradient, gradient)))
  return b.unary(
    'Sqrt',
    squares.reduce((total, square) => b.add(total, square))
  )
}

/**
 * Writes clipping by the global norm into the graph: all gradients times min(1, most/(norm + 1e-6)).
 *
 * @returns The clipped gradients by name, and the norm before, a scalar.
 */
export function clipByGlobalNorm(
  b: GraphBuilder,
  gradients: ReadonlyMap<string, Value>,
  most: number
): { clipped: Map<string, Value>; norm: Value } {
  const norm = globalNorm(b, gradients)
  const factor = b.min(b.div(b.scalar(most), b.add(norm, b.scalar(CLIP_EPSILON))), b.scalar(1))
  return {
    norm,
    clipped: new Map([...gradients].map(([name, gradient]) => [name, b.mul(gradient, factor)]))
  }
}
