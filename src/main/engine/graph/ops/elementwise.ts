import type { GraphBuilder } from '../builder'
import type { Value } from '../value'
import { op, type One, type Two } from './op'

const SLOPE = 2 * Math.sqrt(2 / Math.PI)

export const elementwise = {
  add: op<Two, One>({
    forward: (b, [x, y]) => [b.add(x, y)],
    // d(x + y) = dx + dy
    backward: (_b, { grad }) => [grad, grad]
  }),

  sub: op<Two, One>({
    forward: (b, [x, y]) => [b.sub(x, y)],
    backward: (b, { grad, needs }) => [grad, needs(1) ? b.unary('Neg', grad) : null]
  }),

  mul: op<Two, One>({
    forward: (b, [x, y]) => [b.mul(x, y)],
    // d(x·y) = y·dx + x·dy
    backward: (b, { inputs: [x, y], grad, needs }) => [
      needs(0) ? b.mul(grad, y) : null,
      needs(1) ? b.mul(grad, x) : null
    ]
  }),

  scale: op<One, One, { by: number }>({
    forward: (b, [x], { by }) => [b.mul(x, b.scalar(by))],
    backward: (b, { grad, attributes }) => [b.mul(grad, b.scalar(attributes.by))]
  }),

  tanh: op<One, One>({
    forward: (b, [x]) => [b.unary('Tanh', x)],
    // tanh' = 1 - tanh²
    backward: (b, { outputs: [y], grad }) => [b.mul(grad, b.sub(b.scalar(1), b.mul(y, y)))]
  }),

  exp: op<One, One>({
    forward: (b, [x]) => [b.unary('Exp', x)],
    // exp' = exp
    backward: (b, { outputs: [y], grad }) => [b.mul(grad, y)]
  }),

  relu: op<One, One>({
    forward: (b, [x]) => [b.unary('Relu', x)],
    // 1 where x > 0, else 0
    backward: (b, { inputs: [x], grad }) => [b.mul(grad, b.less(b.scalar(0), x))]
  }),

  /** GELU by its tanh approximation, as GPT-2's `gelu_new`: x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
  geluTanh: op<One, One>({
    forward: (b, [x]) => [b.fastGelu(x)],
    // With v = 2·√(2/π)·(x + c·x³) it is x·σ(v), and its derivative σ·(1 + x·v'·(1 - σ)), where
    // v' = 2·√(2/π)·(1 + 3c·x²). σ is computed again: one pass over x costs less than keeping it.
    backward: (b, { inputs: [x], grad }) => {
      const square = b.mul(x, x)
      const times = (cubic: number): Value =>
        b.mul(x, b.add(b.mul(square, b.scalar(SLOPE * cubic)), b.scalar(SLOPE)))
      const gate = b.unary('Sigmoid', times(0.044715))
      const bend = b.mul(times(3 * 0.044715), b.sub(b.scalar(1), gate))
      return [b.mul(grad, b.mul(gate, b.add(bend, b.scalar(1))))]
    }
  }),

  /** GELU: x·Φ(x), Φ by the error function. */
  geluErf: op<One, One>({
    forward: (b, [x]) => [b.mul(x, normalCdf(b, x))],
    // Φ(x) + x·φ(x), φ the normal density
    backward: (b, { inputs: [x], grad }) => {
      const exponent = b.mul(b.mul(x, x), b.scalar(-0.5))
      const density = b.mul(b.unary('Exp', exponent), b.scalar(1 / Math.sqrt(2 * Math.PI)))
      return [b.mul(grad, b.add(normalCdf(b, x), b.mul(x, density)))]
    }
  }),

  /** CLIP's `quick_gelu`: x·σ(1.702·x). */
  quickGelu: op<One, One>({
    forward: (b, [x]) => [b.mul(x, quickGate(b, x))],
    // With s = σ(1.702·x): s + 1.702·x·s·(1 - s)
    backward: (b, { inputs: [x], grad }) => {
      const gate = quickGate(b, x)
      const slope = b.mul(b.mul(gate, b.sub(b.scalar(1), gate)), b.mul(x, b.scalar(1.702)))
      return [b.mul(grad, b.add(gate, slope))]
    }
  }),

  /**
   * Sets each element to zero with probability `rate` and divides the others by 1 - rate. The
   * second output is the mask, whose origin is said at `GraphBuilder.dropoutMask`.
   */
  dropout: op<One, Two, { rate: number }>({
    forward: (b, [x], { rate }) => {
      const mask = b.dropoutMask(x.shape, rate)
      return [b.mul(x, mask), mask]
    },
    backward: (b, { outputs: [, mask], grad }) => [b.mul(grad, mask)]
  })
}

/** Φ(x) = (1 + erf(x/√2))/2. */
function normalCdf(b: GraphBuilder, x: Value): Value {
  const erf = b.unary('Erf', b.mul(x, b.scalar(Math.SQRT1_2)))
  return b.mul(b.add(erf, b.scalar(1)), b.scalar(0.5))
}

const quickGate = (b: GraphBuilder, x: Value): Value =>
  b.unary('Sigmoid', b.mul(x, b.scalar(1.702)))
