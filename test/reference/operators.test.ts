import { describe, expect, it } from 'vitest'
import { GraphBuilder, sizeOf, writeModel, type Value } from '../../src/main/engine/graph'
import { openSession } from '../../src/main/engine/runtime/session'
import { floatData, floats, integers, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { expectClose } from './compare'
import { erf } from './erf'
import { evaluate, toTensor64 } from './evaluate'
import type { OperatorName } from './operators'
import { values } from './values'

/** A use of an operator. `x` makes a float input of its own. */
type Use = (b: GraphBuilder, x: (...shape: number[]) => Value) => Value | readonly Value[]

/** A few times float32's rounding; the runtime's tanh, exp and erf are approximations. */
const TOLERANCE = 2e-6

const anyShapes = (op: (b: GraphBuilder) => (x: Value) => Value): Use[] => [
  (b, x) => op(b)(x(3, 5)),
  (b, x) => op(b)(x(2, 3, 4)),
  (b, x) => op(b)(x(1))
]
const broadcasts = (op: (b: GraphBuilder) => (x: Value, y: Value) => Value): Use[] => [
  (b, x) => op(b)(x(3, 4), x(3, 4)),
  (b, x) => op(b)(x(3, 4), x(4)),
  (b, x) => op(b)(x(2, 1, 4), x(3, 1)),
  (b, x) => op(b)(x(), x(2, 3))
]
/** Over all inputs that make sense for a root or a logarithm. */
const positive = (b: GraphBuilder, x: Value): Value => b.mul(x, x)
const less: Use[] = broadcasts((b) => (x, y) => b.less(x, y))
const reductions = (op: 'ReduceSum' | 'ReduceMean' | 'ReduceMax'): Use[] => [
  (b, x) => b.reduce(op, x(3, 4), [0], false),
  (b, x) => b.reduce(op, x(3, 4), [-1], true),
  (b, x) => b.reduce(op, x(2, 3, 4), [0, 1], false),
  (b, x) => b.reduce(op, x(2, 3), [0, 1], false)
]

/** Uses of every operator that the reference has; one without does not compile. */
const uses: Record<OperatorName, Use[]> = {
  Add: broadcasts((b) => b.add),
  Sub: broadcasts((b) => b.sub),
  Mul: broadcasts((b) => b.mul),
  Div: broadcasts((b) => b.div),
  Min: broadcasts((b) => b.min),
  Less: less,
  Cast: less,
  Tanh: anyShapes((b) => (x) => b.unary('Tanh', x)),
  Sqrt: anyShapes((b) => (x) => b.unary('Sqrt', positive(b, x))),
  Log: anyShapes((b) => (x) => b.unary('Log', positive(b, x))),
  Exp: anyShapes((b) => (x) => b.unary('Exp', x)),
  Sigmoid: anyShapes((b) => (x) => b.unary('Sigmoid', x)),
  Relu: anyShapes((b) => (x) => b.unary('Relu', x)),
  Erf: [
    ...anyShapes((b) => (x) => b.unary('Erf', x)),
    (b, x) => b.unary('Erf', b.mul(x(20), b.scalar(4)))
  ],
  Neg: anyShapes((b) => (x) => b.unary('Neg', x)),
  FastGelu: [
    ...anyShapes((b) => (x) => b.fastGelu(x)),
    (b, x) => b.fastGelu(b.mul(x(20), b.scalar(4)))
  ],
  MatMul: [
    (b, x) => b.matMul(x(3, 4), x(4, 2)),
    (b, x) => b.matMul(x(2, 3, 4), x(2, 4, 5)),
    (b, x) => b.matMul(x(2, 1, 3, 4), x(5, 4, 2))
  ],
  Gemm: [false, true].flatMap((transA) =>
    [false, true].flatMap((transB): Use[] => {
      const factors = (x: (...shape: number[]) => Value): [Value, Value] => [
        transA ? x(4, 3) : x(3, 4),
        transB ? x(5, 4) : x(4, 5)
      ]
      return [
        (b, x) => b.gemm(...factors(x), { transA, transB }),
        (b, x) => b.gemm(...factors(x), { transA, transB, c: x(5) })
      ]
    })
  ),
  Transpose: [
    (b, x) => b.transpose(x(3, 4), [1, 0]),
    (b, x) => b.transpose(x(2, 3, 4, 5), [0, 2, 1, 3]),
    (b, x) => b.transpose(x(2, 3, 4), [2, 0, 1])
  ],
  Reshape: [
    (b, x) => b.reshape(x(2, 6), [3, 4]),
    (b, x) => b.reshape(x(2, 6), ['A', 2, 2]),
    (b, x) => b.reshape(x(2, 6), ['A', 'B', 2])
  ],
  Expand: [(b) => b.fill(1.5, [2, 3]), (b) => b.fill(-2, ['A', 2]), (b) => b.fill(3, [])],
  Concat: [
    (b, x) => b.concat([x(2, 3), x(1, 3)], 0, 3),
    (b, x) => b.concat([x(2, 1, 2), x(2, 3, 2), x(2, 2, 2)], 1, 6)
  ],
  Split: [(b, x) => b.split(x(5, 2), [2, 3], 0), (b, x) => b.split(x(2, 6, 2), [2, 2, 2], 1)],
  Slice: [
    (b, x) => b.slice(x(5, 2), b.ints([1]), b.ints([4]), 0, 3),
    (b, x) => b.slice(x(2, 5), b.ints([0]), b.extent(3), 1, 3)
  ],
  Gather: [
    (b, x) => b.gather(x(4, 3), b.ints([2, 0, 2])),
    (b, x) => b.gather(x(4, 2, 3), b.ints([3]))
  ],
  ScatterND: [
    (b, x) => b.scatterAddRows(x(4, 3), b.ints([2, 0]), x(2, 3)),
    (b, x) => b.scatterAddRows(x(4, 3), b.input('rows', 'int64', [2]), x(2, 3))
  ],
  Softmax: anyShapes((b) => (x) => b.softmax(x)),
  ReduceSum: reductions('ReduceSum'),
  ReduceMean: reductions('ReduceMean'),
  ReduceMax: reductions('ReduceMax'),
  LayerNormalization: [
    [3, 5],
    [2, 3, 4],
    [1, 8]
  ].map((shape): Use => (b, x) => {
    const column = shape.with(-1, 1)
    const width = shape.at(-1) ?? 0
    return b.multiNode(
      'LayerNormalization',
      [x(...shape), x(width), x(width)],
      [shape, column, column].map((dims) => ['float32', dims] as const),
      { axis: -1, epsilon: { float: 1e-3 } }
    )
  })
}

describe.each(Object.entries(uses))('%s', (name, variants) => {
  it.each(variants.map((use, number) => ({ number, use })))(
    'of the reference is that of the runtime, use $number',
    async ({ use }) => {
      const b = new GraphBuilder()
      const feeds: Record<string, HostTensor> = { rows: integers([3, 1]) }
      const result = use(b, (...shape) => {
        const input = `x${b.inputs.size}`
        const numbers = values(sizeOf(shape), b.inputs.size)
        feeds[input] = floats(Float32Array.from(numbers), shape)
        return b.input(input, 'float32', shape)
      })
      const outputs = Array.isArray(result) ? (result as readonly Value[]) : [result as Value]
      outputs.forEach((output, index) => b.output(`y${index}`, output))
      expect(b.nodes.map(({ op }) => op)).toContain(name)

      const bindings = { A: 3, B: 2 }
      const session = await openSession(writeModel(b), 'cpu')
      const found = await session.run(feeds, bindings)
      await session.release()
      const doubles = Object.fromEntries(
        Object.entries(feeds).map(([input, tensor]) => [input, toTensor64(tensor)])
      )
      for (const [output, expected] of Object.entries(evaluate(b, doubles, bindings))) {
        expect(expected.dims, output).toEqual(found[output]?.dims)
        expectClose(floatData(found[output]), expected.data, TOLERANCE, output)
      }
    }
  )
})

describe('erf', () => {
  // Abramowitz and Stegun, table 7.1.
  it.each([
    [0, 0],
    [0.5, 0.5204998778],
    [-1, -0.8427007929],
    [2, 0.995322265],
    [10, 1]
  ])('of %d is %d', (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 10)
  })
})
