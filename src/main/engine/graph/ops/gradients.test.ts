import { describe, expect, it } from 'vitest'
import { openSession } from '../../runtime'
import { floatData, floats, integers, type HostTensor } from '../../tensor'
import { backward } from '../backward'
import { DROPOUT_BANK } from '../builder'
import { writeModel } from '../onnx-writer'
import { Tape } from '../tape'
import type { Value } from '../value'
import type { OpName } from '.'

interface Case {
  /** Float inputs, each checked by finite differences. */
  inputs: Record<string, number[]>
  /** Inputs without a gradient. */
  fixed?: Record<string, HostTensor>
  build(t: Tape, x: (name: string) => Value, fixed: (name: string) => Value): readonly Value[]
}

/** Random numbers for a shape, the same at every run; away from 0, where relu bends. */
function values(shape: readonly number[], salt: number): Float32Array {
  const size = shape.reduce((product, dim) => product * dim, 1)
  return Float32Array.from({ length: size }, (_, index) => {
    const wave = Math.sin((index + 1) * 12.9898 + salt * 78.233) * 43758.5453
    const unit = 2 * (wave - Math.floor(wave)) - 1
    return unit + Math.sign(unit) * 0.1
  })
}

const unary = (name: 'tanh' | 'relu' | 'geluTanh' | 'geluErf' | 'quickGelu' | 'softmax'): Case => ({
  inputs: { x: [3, 4] },
  build: (t, x) => t.apply(name, [x('x')], {})
})
const binary = (name: 'add' | 'sub' | 'mul', y: number[]): Case => ({
  inputs: { x: [3, 4], y },
  build: (t, x) => t.apply(name, [x('x'), x('y')], {})
})

/** One case for every op; a new op without one does not compile. */
const cases: Record<OpName, Case> = {
  add: binary('add', [4]),
  sub: binary('sub', [3, 1]),
  mul: binary('mul', [1, 4]),
  scale: { inputs: { x: [3, 2] }, build: (t, x) => t.apply('scale', [x('x')], { by: -1.5 }) },
  tanh: unary('tanh'),
  relu: unary('relu'),
  geluTanh: unary('geluTanh'),
  geluErf: unary('geluErf'),
  quickGelu: unary('quickGelu'),
  softmax: unary('softmax'),
  dropout: {
    inputs: { x: [4, 5] },
    fixed: {
      [DROPOUT_BANK]: floats(
        Float32Array.from({ length: 64 }, (_, i) => (i * 0.37) % 1),
        [64]
      ),
      'dropout.0.start': integers([3]),
      'dropout.0.end': integers([23])
    },
    build: (t, x) => [t.apply('dropout', [x('x')], { rate: 0.4 })[0]]
  },
  linear: {
    inputs: { x: [3, 4], w: [5, 4], b: [5] },
    build: (t, x) => t.apply('linear', [x('x'), x('w'), x('b')], { transposed: true })
  },
  matMul: {
    inputs: { x: [2, 3, 4], y: [2, 4, 2] },
    build: (t, x) => t.apply('matMul', [x('x'), x('y')], {})
  },
  reshape: {
    inputs: { x: [2, 6] },
    build: (t, x) => t.apply('reshape', [x('x')], { shape: [3, 4] })
  },
  transpose: {
    inputs: { x: [2, 3, 4] },
    build: (t, x) => t.apply('transpose', [x('x')], { axes: [2, 0, 1] })
  },
  split: {
    inputs: { x: [2, 6] },
    // The second part is left unused: its gradient is zero.
    build: (t, x) => {
      const [first, , third] = t.apply('split', [x('x')], { axis: 1, part: 2, count: 3 })
      return [first, third].flatMap((part) => part ?? [])
    }
  },
  slice: {
    inputs: { x: [2, 5, 2] },
    build: (t, x) => t.apply('slice', [x('x')], { axis: 1, from: 1, to: 4 })
  },
  concatTwo: {
    inputs: { x: [2, 2], y: [2, 3] },
    build: (t, x) => t.apply('concatTwo', [x('x'), x('y')], { axis: 1, length: 5 })
  },
  embedding: {
    inputs: { table: [4, 3] },
    fixed: {
      ids: integers([2, 0, 2]),
      unique: integers([2, 0]),
      sums: floats(Float32Array.of(1, 0, 1, 0, 1, 0), [2, 3])
    },
    build: (t, x, f) => t.apply('embedding', [x('table'), f('ids'), f('unique'), f('sums')], {})
  },
  distinctRows: {
    inputs: { table: [4, 3] },
    fixed: { ids: integers([3, 1]) },
    build: (t, x, f) => t.apply('distinctRows', [x('table'), f('ids')], {})
  },
  selectRows: {
    inputs: { x: [4, 3] },
    fixed: { rows: integers([3, 1]), inverse: integers([2, 1, 2, 0]) },
    build: (t, x, f) => t.apply('selectRows', [x('x'), f('rows'), f('inverse')], {})
  },
  layerNorm: {
    inputs: { x: [3, 5], g: [5], b: [5] },
    build: (t, x) => [t.apply('layerNorm', [x('x'), x('g'), x('b')], { epsilon: 1e-5 })[0]]
  },
  crossEntropy: {
    inputs: { h: [3, 4], head: [5, 4] },
    fixed: {
      targets: integers([1, 4, 1]),
      unique: integers([1, 4]),
      sums: floats(Float32Array.of(1, 0, 1, 0, 1, 0), [2, 3])
    },
    build: (t, x, f) => [
      t.apply('crossEntropy', [x('h'), x('head'), f('targets'), f('unique'), f('sums')], {
        smoothing: 0.1
      })[0]
    ]
  },
  dot: { inputs: { x: [5], w: [5] }, build: (t, x) => t.apply('dot', [x('x'), x('w')], {}) }
}

/** Rounding of a float32 loss of order 1, divided by twice the step. */
const STEP = 1e-2
const TOLERANCE = 2e-3

describe.each(Object.entries(cases))(
  'the gradient rule of %s',
  (_, { inputs, fixed = {}, build }) => {
    it('agrees with central differences', async () => {
      const t = new Tape()
      const input = (name: string): Value => t.builder.input(name, 'float32', inputs[name] ?? [])
      const outputs = build(t, input, (name) => {
        const tensor = fixed[name]
        if (!tensor) throw new Error(`no ${name}`)
        return t.builder.input(
          name,
          tensor.data instanceof Float32Array ? 'float32' : 'int64',
          tensor.dims
        )
      })
      const loss = weightedSum(t, outputs)
      t.builder.output('loss', loss)
      for (const [name, gradient] of backward(t, loss, Object.keys(inputs).map(input))) {
        t.builder.output(`grad.${name}`, gradient)
      }
      const session = await openSession(writeModel(t.builder))
      const point = Object.fromEntries(
        Object.entries(inputs).map(([name, dims], salt) => [name, floats(values(dims, salt), dims)])
      )
      const lossAt = async (name: string, index: number, by: number): Promise<number> => {
        const moved = floatData(point[name]).slice()
        moved[index] = (moved[index] ?? 0) + by
        const feeds = { ...fixed, ...point, [name]: floats(moved, inputs[name] ?? []) }
        return floatData((await session.run(feeds, {}))['loss'])[0] ?? Number.NaN
      }
      const gradients = await session.run({ ...fixed, ...point }, {})
      for (const name of Object.keys(inputs)) {
        for (const [index, slope] of floatData(gradients[`grad.${name}`]).entries()) {
          const difference = (await lossAt(name, index, STEP)) - (await lossAt(name, index, -STEP))
          const expected = difference / (2 * STEP)
          expect(
            Math.abs(slope - expected),
            `${name}[${index}]: ${slope} or ${expected}`
          ).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(expected)))
        }
      }
      await session.release()
    })
  }
)

/** A scalar that gives each element of the outputs a weight of its own. */
function weightedSum(t: Tape, outputs: readonly Value[]): Value {
  const sums = outputs.map((output, salt) => {
    const size = output.shape.reduce<number>((product, dim) => product * Number(dim), 1)
    const [flat] = t.apply('reshape', [output], { shape: [size] })
    const weights = t.builder.input(`weights.${salt}`, 'float32', [size])
    constants(t, weights, [...values([size], 10 + salt)])
    return t.apply('dot', [flat, weights], {})[0]
  })
  const [first, ...rest] = sums
  if (!first) throw new Error('an op has an output')
  return rest.reduce((sum, one) => t.apply('add', [sum, one], {})[0], first)
}

/** Turns an input of the graph into a constant of it. */
function constants(t: Tape, value: Value, data: number[]): void {
  t.builder.inputs.delete(value.name)
  t.builder.initializers.set(value.name, { value, data })
}
