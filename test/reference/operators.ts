import type { Attribute } from '../../src/main/engine/graph/parts'
import { erf } from './erf'
import { cut, matMul, mean, rowsOf, softmax, sum, transpose } from './kernels'
import { broadcast, elements, generate, reader, tensor64, type Tensor64 } from './tensor64'

/** What an ONNX operator computes, in doubles. */
export type Operator = (
  inputs: readonly Tensor64[],
  attributes: Readonly<Record<string, Attribute>>
) => Tensor64[]

const unary =
  (compute: (x: number) => number): Operator =>
  ([x]) => [tensor64(given(x).data.map(compute), given(x).dims)]

const binary =
  (compute: (x: number, y: number) => number): Operator =>
  ([x, y]) => {
    const [left, right] = [reader(given(x)), reader(given(y))]
    const dims = broadcast(given(x).dims, given(y).dims)
    return [generate(dims, (place) => compute(left(place), right(place)))]
  }

/** Folds the axes that the second input names. */
const reduce =
  (fold: (values: readonly number[]) => number): Operator =>
  ([x, axesInput], attributes) => {
    const { dims } = given(x)
    const axes = new Set([...given(axesInput).data].map((axis) => fromStart(axis, dims)))
    const kept = dims.map((dim, axis) => (axes.has(axis) ? 1 : dim))
    const folded = dims.map((dim, axis) => (axes.has(axis) ? dim : 1))
    const read = reader(given(x))
    const result = generate(kept, (place) => {
      const values: number[] = []
      generate(folded, (inner) => {
        values.push(read(place.map((index, axis) => index + (inner[axis] ?? 0))))
        return 0
      })
      return fold(values)
    })
    const keep = attributes['keepdims'] === 1
    return [{ ...result, dims: keep ? kept : dims.filter((_, axis) => !axes.has(axis)) }]
  }

const add = binary((x, y) => x + y)

/** Every operator that the graph builder writes, by its ONNX name. */
export const operators = {
  Add: add,
  Sub: binary((x, y) => x - y),
  Mul: binary((x, y) => x * y),
  Div: binary((x, y) => x / y),
  Min: binary(Math.min),
  Less: binary((x, y) => (x < y ? 1 : 0)),
  // From truth values to numbers, which look the same here.
  Cast: unary((x) => x),
  Tanh: unary(Math.tanh),
  Sqrt: unary(Math.sqrt),
  Log: unary(Math.log),
  Exp: unary(Math.exp),
  Sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  Relu: unary((x) => Math.max(0, x)),
  Erf: unary(erf),
  Neg: unary((x) => -x),
  FastGelu: unary(
    (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
  ),

  MatMul: ([x, y]) => [matMul(given(x), given(y))],
  Gemm: ([a, b, c], { transA, transB }) => {
    const product = matMul(
      transA === 1 ? transpose(given(a), [1, 0]) : given(a),
      transB === 1 ? transpose(given(b), [1, 0]) : given(b)
    )
    return c ? add([product, c], {}) : [product]
  },

  Transpose: ([x], { perm }) => [transpose(given(x), numbers(perm))],
  Reshape: ([x, shape]) => {
    const wanted = [...given(shape).data]
    const known = wanted.reduce((product, dim) => (dim === -1 ? product : product * dim), 1)
    const dims = wanted.map((dim) => (dim === -1 ? given(x).data.length / known : dim))
    return [{ dims, data: given(x).data }]
  },
  Expand: ([x, shape]) => [
    generate(broadcast(given(x).dims, [...given(shape).data]), reader(given(x)))
  ],
  Concat: (parts, attributes) => {
    const axis = Number(attributes['axis'])
    const lengths = parts.map(({ dims }) => dims[axis] ?? 0)
    const dims = given(parts[0]).dims.with(axis, sum(lengths))
    const readers = parts.map(reader)
    return [
      generate(dims, (place) => {
        let index = place[axis] ?? 0
        let part = 0
        for (; index >= (lengths[part] ?? Infinity); part++) index -= lengths[part] ?? 0
        return readers[part]?.(place.with(axis, index)) ?? Number.NaN
      })
    ]
  },
  Split: ([x, lengths], attributes) => {
    const axis = Number(attributes['axis'])
    let start = 0
    return [...given(lengths).data].map((length) => {
      const part = cut(given(x), axis, start, length)
      start += length
      return part
    })
  },
  Slice: ([x, start, end, axes]) => {
    const [from = 0, to = 0, axis = 0] = [start, end, axes].map((one) => given(one).data[0] ?? 0)
    return [cut(given(x), axis, from, to - from)]
  },
  Gather: ([x, indices]) => {
    const [at, read] = [reader(given(indices)), reader(given(x))]
    const rank = given(indices).dims.length
    return [
      generate([...given(indices).dims, ...given(x).dims.slice(1)], (place) =>
        read([at(place.slice(0, rank)), ...place.slice(rank)])
      )
    ]
  },
  // With reduction `add` and rows as updates, the one form that is written.
  ScatterND: ([x, indices, rows]) => {
    const data = given(x).data.slice()
    const width = elements(given(x).dims.slice(1))
    given(indices).data.forEach((row, update) => {
      for (let column = 0; column < width; column++) {
        const place = row * width + column
        data[place] = (data[place] ?? 0) + (given(rows).data[update * width + column] ?? 0)
      }
    })
    return [{ dims: given(x).dims, data }]
  },

  Softmax: ([x]) => {
    const { dims, data } = given(x)
    return [tensor64(rowsOf(data, dims.at(-1) ?? 1).flatMap(softmax), dims)]
  },
  ReduceSum: reduce(sum),
  ReduceMean: reduce(mean),
  ReduceMax: reduce((values) => Math.max(...values)),
  LayerNormalization: ([x, gamma, beta], { epsilon }) => {
    const { dims, data } = given(x)
    const rows = rowsOf(data, dims.at(-1) ?? 1)
    const means = rows.map(mean)
    const inverses = rows.map((row, index) => {
      const variance = mean(row.map((value) => (value - (means[index] ?? 0)) ** 2))
      return 1 / Math.sqrt(variance + float(epsilon))
    })
    const y = rows.flatMap((row, index) =>
      row.map(
        (value, column) =>
          (value - (means[index] ?? 0)) *
            (inverses[index] ?? 0) *
            (given(gamma).data[column] ?? 0) +
          (given(beta).data[column] ?? 0)
      )
    )
    const column = dims.with(-1, 1)
    return [tensor64(y, dims), tensor64(means, column), tensor64(inverses, column)]
  }
} satisfies Record<string, Operator>

export type OperatorName = keyof typeof operators

const fromStart = (axis: number, dims: readonly number[]): number =>
  axis < 0 ? axis + dims.length : axis

function given(x: Tensor64 | undefined): Tensor64 {
  if (!x) throw new Error('the operator lacks an input')
  return x
}

function numbers(attribute: Attribute | undefined): readonly number[] {
  if (!Array.isArray(attribute)) throw new Error('a list of numbers was expected')
  return attribute as readonly number[]
}

function float(attribute: Attribute | undefined): number {
  if (typeof attribute === 'object' && 'float' in attribute) return attribute.float
  throw new Error('a float was expected')
}
