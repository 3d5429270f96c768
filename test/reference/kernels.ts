import { broadcast, elements, generate, reader, tensor64, type Tensor64 } from './tensor64'

/** Product of the last two axes; the axes before them broadcast. */
export function matMul(x: Tensor64, y: Tensor64): Tensor64 {
  const batch = broadcast(x.dims.slice(0, -2), y.dims.slice(0, -2))
  const [rows = 0, inner = 0] = x.dims.slice(-2)
  const columns = y.dims.at(-1) ?? 0
  const [left, right] = [matrixNumber(x), matrixNumber(y)]
  return generate([...batch, rows, columns], (place) => {
    const outer = place.slice(0, -2)
    const [row = 0, column = 0] = place.slice(-2)
    const from = (left(outer) * rows + row) * inner
    const under = right(outer) * inner * columns + column
    let total = 0
    for (let k = 0; k < inner; k++) {
      total += (x.data[from + k] ?? NaN) * (y.data[under + k * columns] ?? NaN)
    }
    return total
  })
}

/** Which of a stack of matrices is at a place of the axes before the last two. */
const matrixNumber = ({ dims }: Tensor64): ((place: readonly number[]) => number) => {
  const stack = dims.slice(0, -2)
  return reader(tensor64(Array.from({ length: elements(stack) }).keys(), stack))
}

/** The axes of x in another order. */
export function transpose(x: Tensor64, axes: readonly number[]): Tensor64 {
  const read = reader(x)
  return generate(
    axes.map((axis) => x.dims[axis] ?? 0),
    (place) => read(x.dims.map((_, axis) => place[axes.indexOf(axis)] ?? 0))
  )
}

/** `length` elements of an axis, from `from` on. */
export function cut(x: Tensor64, axis: number, from: number, length: number): Tensor64 {
  const read = reader(x)
  // An axis of length 1 is read by broadcasting, whatever its index.
  return generate(x.dims.with(axis, length), (place) =>
    read(place.with(axis, (place[axis] ?? 0) + from))
  )
}

/** exp of each, over the sum of all. */
export function softmax(row: readonly number[]): number[] {
  const most = Math.max(...row)
  const powers = row.map((value) => Math.exp(value - most))
  return powers.map((power) => power / sum(powers))
}

/** Rows of the last axis. */
export const rowsOf = (data: Float64Array, width: number): number[][] =>
  Array.from({ length: data.length / width }, (_, row) => [
    ...data.subarray(row * width, (row + 1) * width)
  ])

export const sum = (values: readonly number[]): number =>
  values.reduce((total, one) => total + one, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length
