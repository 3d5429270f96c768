/** A row-major tensor of doubles; whole numbers and truth values are doubles too. */
export interface Tensor64 {
  readonly dims: readonly number[]
  readonly data: Float64Array
}

export const tensor64 = (data: Iterable<number>, dims: readonly number[]): Tensor64 => ({
  dims,
  data: Float64Array.from(data)
})

export const elements = (dims: readonly number[]): number =>
  dims.reduce((product, dim) => product * dim, 1)

/** How far apart neighbours along each axis lie in memory. */
function stridesOf(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length).fill(1)
  for (let axis = dims.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (dims[axis + 1] ?? 1)
  }
  return strides
}

/** Makes a tensor element by element; `at` gets each place as one index an axis. */
export function generate(
  dims: readonly number[],
  at: (place: readonly number[]) => number
): Tensor64 {
  const data = new Float64Array(elements(dims))
  const place = new Array<number>(dims.length).fill(0)
  for (let index = 0; index < data.length; index++) {
    data[index] = at(place)
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1
      if ((place[axis] ?? 0) < (dims[axis] ?? 0)) break
      place[axis] = 0
    }
  }
  return { dims, data }
}

/** Reads an element; places with more axes than the tensor, and axes of length 1, broadcast. */
export function reader(x: Tensor64): (place: readonly number[]) => number {
  const strides = stridesOf(x.dims)
  return (place) => {
    const added = place.length - x.dims.length
    const offset = strides.reduce(
      (sum, stride, axis) => sum + (x.dims[axis] === 1 ? 0 : stride * (place[axis + added] ?? 0)),
      0
    )
    return x.data[offset] ?? Number.NaN
  }
}

/** Shape of an elementwise result. */
export function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1
    const right = b[axis - rank + b.length] ?? 1
    return left === 1 ? right : left
  })
}
