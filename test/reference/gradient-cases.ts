import { dropoutBank } from '../../src/main/engine/graph/parts'
import type { OpName } from '../../src/main/engine/graph/ops'
import type { Bindings, Shape, Tape, Target, Value } from '../../src/main/engine/graph'
import { floats, integers, type HostTensor } from '../../src/main/engine/tensor/tensor'

/** A use of an op whose gradient rule is checked. */
export interface GradientCase {
  /** What is special about it. */
  name: string
  /** Float inputs, each checked by finite differences. */
  inputs: Record<string, Shape>
  /** Inputs without a gradient. */
  fixed?: Record<string, HostTensor>
  bindings?: Bindings
  /** What the graph is written for, by default any device. */
  target?: Target
  /** Uses the op; what it returns takes part in the loss. */
  build(t: Tape, x: (name: string) => Value, fixed: (name: string) => Value): readonly Value[]
}

type Unary = 'tanh' | 'exp' | 'relu' | 'geluTanh' | 'geluErf' | 'quickGelu' | 'softmax'

const unary = (op: Unary): GradientCase[] =>
  [
    [3, 4],
    [2, 3, 2],
    [1, 5]
  ].map((shape) => ({
    name: `[${shape.join(', ')}]`,
    inputs: { x: shape },
    build: (t, x) => t.apply(op, [x('x')], {})
  }))

const binary = (op: 'add' | 'sub' | 'mul'): GradientCase[] => [
  ...[
    [
      [3, 4],
      [3, 4]
    ],
    [[3, 4], [4]],
    [
      [3, 4],
      [3, 1]
    ],
    [
      [2, 1, 4],
      [3, 1]
    ],
    [[], [2, 3]]
  ].map(([a = [], b = []]): GradientCase => ({
    name: `[${a.join(', ')}] and [${b.join(', ')}]`,
    inputs: { x: a, y: b },
    build: (t, x) => t.apply(op, [x('x'), x('y')], {})
  })),
  {
    name: 'of a value with itself',
    inputs: { x: [2, 3] },
    build: (t, x) => t.apply(op, [x('x'), x('x')], {})
  }
]

const linear: GradientCase[] = [true, false].flatMap((transposed) => {
  const inputs = { x: [3, 4], w: transposed ? [5, 4] : [4, 5] }
  const form = transposed ? '[out, in]' : '[in, out]'
  return [
    {
      name: `weight ${form} with a bias`,
      inputs: { ...inputs, b: [5] },
      build: (t, x) => t.apply('linear', [x('x'), x('w'), x('b')], { transposed })
    },
    {
      name: `weight ${form} without`,
      inputs,
      build: (t, x) => t.apply('linear', [x('x'), x('w')], { transposed })
    }
  ] satisfies GradientCase[]
})

/** Parts of a split of three that the loss depends on. */
const split = (name: string, used: readonly number[], axis: number): GradientCase => ({
  name,
  inputs: { x: axis === 0 ? [6, 2] : [2, 6, 2] },
  build: (t, x) => {
    const parts = t.apply('split', [x('x')], { axis, part: 2, count: 3 })
    return used.flatMap((index) => parts[index] ?? [])
  }
})

const slice = (shape: number[], axis: number, from: number, to: number): GradientCase => ({
  name: `${from} to ${to} of axis ${axis} of [${shape.join(', ')}]`,
  inputs: { x: shape },
  build: (t, x) => t.apply('slice', [x('x')], { axis, from, to })
})

/** Three rows picked by id out of five, with the distinct ids and their sums as the host makes them. */
const picked = {
  'a repeated id': {
    ids: integers([1, 4, 1]),
    unique: integers([1, 4]),
    sums: floats(Float32Array.of(1, 0, 1, 0, 1, 0), [2, 3])
  },
  'one id alone': {
    ids: integers([2, 2, 2]),
    unique: integers([2]),
    sums: floats(Float32Array.of(1, 1, 1), [1, 3])
  },
  'distinct ids': {
    ids: integers([3, 0, 2]),
    unique: integers([3, 0, 2]),
    sums: floats(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), [3, 3])
  }
}

const embedding = Object.entries(picked).map(([name, fixed]): GradientCase => ({
  name,
  inputs: { table: [5, 3] },
  fixed,
  build: (t, x, f) => t.apply('embedding', [x('table'), f('ids'), f('unique'), f('sums')], {})
}))

const heads: { smoothing: number; parts: number; target?: Target }[] = [
  { smoothing: 0, parts: 1 },
  { smoothing: 0.1, parts: 1 },
  { smoothing: 0, parts: 2 },
  { smoothing: 0.1, parts: 3 },
  { smoothing: 0, parts: 5 },
  // A card takes a head of five as one of four and one of one.
  { smoothing: 0.1, parts: 1, target: 'webgpu' },
  { smoothing: 0, parts: 2, target: 'webgpu' }
]

const crossEntropy = Object.entries(picked).flatMap(([name, fixed]) =>
  heads.map(({ target = 'any', ...attributes }): GradientCase => ({
    name: `${name}, smoothing ${attributes.smoothing}, ${attributes.parts} parts, for ${target}`,
    inputs: { h: [3, 4], head: [5, 4] },
    fixed,
    target,
    build: (t, x, f) => {
      const inputs = [x('h'), x('head'), f('ids'), f('unique'), f('sums')] as const
      return t.apply('crossEntropy', inputs, attributes).slice(0, 1)
    }
  }))
)

/** Cases for every op; a new op without one does not compile. */
export const gradientCases: Record<OpName, readonly GradientCase[]> = {
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  scale: [
    {
      name: 'by a negative number',
      inputs: { x: [3, 2] },
      build: (t, x) => t.apply('scale', [x('x')], { by: -1.5 })
    }
  ],
  tanh: unary('tanh'),
  exp: unary('exp'),
  relu: unary('relu'),
  geluTanh: unary('geluTanh'),
  geluErf: unary('geluErf'),
  quickGelu: unary('quickGelu'),
  softmax: unary('softmax'),
  dropout: [0.1, 0.6].map((rate) => ({
    name: `at rate ${rate}`,
    inputs: { x: [4, 5] },
    fixed: {
      [dropoutBank(rate)]: floats(
        Float32Array.from({ length: 64 }, (_, index) => (index % 3 === 0 ? 0 : 1 / (1 - rate))),
        [64]
      ),
      'dropout.0.start': integers([3]),
      'dropout.0.end': integers([23])
    },
    build: (t, x) => [t.apply('dropout', [x('x')], { rate })[0]]
  })),
  linear,
  matMul: [
    {
      shapes: [
        [3, 4],
        [4, 2]
      ],
      transposed: false
    },
    {
      shapes: [
        [2, 3, 4],
        [2, 4, 2]
      ],
      transposed: false
    },
    {
      shapes: [
        [2, 2, 1, 3],
        [2, 2, 3, 2]
      ],
      transposed: false
    },
    {
      shapes: [
        [2, 3, 4],
        [2, 5, 4]
      ],
      transposed: true
    },
    {
      shapes: [
        [2, 2, 1, 3],
        [2, 2, 4, 3]
      ],
      transposed: true
    }
  ].map(({ shapes: [a = [], b = []], transposed }) => ({
    name: `[${a.join(', ')}] and [${b.join(', ')}]${transposed ? ' transposed' : ''}`,
    inputs: { x: a, y: b },
    build: (t, x) => t.apply('matMul', [x('x'), x('y')], { transposed })
  })),
  reshape: [[3, 4], [12], ['A', 2, 2], ['A', 'B', 2]].map((shape) => ({
    name: `to [${shape.join(', ')}]`,
    inputs: { x: [2, 6] },
    bindings: { A: 3, B: 2 },
    build: (t, x) => t.apply('reshape', [x('x')], { shape })
  })),
  transpose: [
    [1, 0, 2],
    [2, 0, 1],
    [0, 2, 1]
  ].map((axes) => ({
    name: `to axes ${axes.join(', ')}`,
    inputs: { x: [2, 3, 4] },
    build: (t, x) => t.apply('transpose', [x('x')], { axes })
  })),
  split: [
    split('all parts used', [0, 1, 2], 1),
    split('the middle part unused', [0, 2], 1),
    split('only the last part used', [2], 1),
    split('along the first axis', [0, 1, 2], 0)
  ],
  slice: [
    slice([2, 5, 2], 1, 1, 4),
    slice([5, 2], 0, 0, 2),
    slice([2, 3], 1, 1, 3),
    slice([3], 0, 0, 3)
  ],
  concatTwo: [
    {
      name: 'of numbered axes',
      inputs: { x: [2, 2], y: [2, 3] },
      build: (t, x) => t.apply('concatTwo', [x('x'), x('y')], { axis: 1, length: 5 })
    },
    {
      name: 'of an axis with a symbol',
      inputs: { x: [2, 2, 3], y: [2, 'C', 3] },
      bindings: { C: 2, T: 4 },
      build: (t, x) => t.apply('concatTwo', [x('x'), x('y')], { axis: 1, length: 'T' })
    },
    {
      name: 'along the first axis',
      inputs: { x: [1, 3], y: [2, 3] },
      build: (t, x) => t.apply('concatTwo', [x('x'), x('y')], { axis: 0, length: 3 })
    }
  ],
  embedding,
  distinctRows: [
    {
      name: 'some rows',
      inputs: { table: [4, 3] },
      fixed: { ids: integers([3, 1]) },
      build: (t, x, f) => t.apply('distinctRows', [x('table'), f('ids')], {})
    }
  ],
  selectRows: [
    {
      name: 'some rows',
      inputs: { x: [4, 3] },
      fixed: { rows: integers([3, 1]), inverse: integers([2, 1, 2, 0]) },
      build: (t, x, f) => t.apply('selectRows', [x('x'), f('rows'), f('inverse')], {})
    }
  ],
  layerNorm: [
    [3, 5],
    [2, 3, 4],
    [1, 6]
  ].map((shape) => ({
    name: `[${shape.join(', ')}]`,
    inputs: { x: shape, g: shape.slice(-1), b: shape.slice(-1) },
    build: (t, x) => [t.apply('layerNorm', [x('x'), x('g'), x('b')], { epsilon: 1e-5 })[0]]
  })),
  unitLength: [
    [3, 4],
    [1, 5]
  ].map((shape) => ({
    name: `[${shape.join(', ')}]`,
    inputs: { x: shape },
    build: (t, x) => [t.apply('unitLength', [x('x')], {})[0]]
  })),
  crossEntropy,
  dot: [
    {
      name: 'of two vectors',
      inputs: { x: [5], w: [5] },
      build: (t, x) => t.apply('dot', [x('x'), x('w')], {})
    }
  ]
}
