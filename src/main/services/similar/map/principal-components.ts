import { normals, RandomStream } from '../../../base/random'

/** Rows at most that the directions are worked out from. */
const FITTED_ROWS = 2000
/** Rounds of the iteration; beyond, the plane turns by less than a pixel. */
const ROUNDS = 12

/**
 * Coordinates of rows along the `count` directions in which they vary most, the widest first:
 * row-major [rows, count]. `values` is row-major [rows, dim]. The directions come from subspace
 * iteration on the covariance of some rows (Golub and Van Loan, Matrix Computations, 8.2.4).
 */
export function principalComponents(
  values: Float32Array,
  dim: number,
  count: number
): Float32Array {
  const rows = values.length / dim
  const mean = meanOf(values, dim)
  const fitted = Math.min(rows, FITTED_ROWS)
  const some = new Float32Array(fitted * dim)
  for (let row = 0; row < fitted; row += 1) {
    const from = Math.floor((row * rows) / fitted) * dim
    for (let i = 0; i < dim; i += 1) some[row * dim + i] = (values[from + i] ?? 0) - (mean[i] ?? 0)
  }
  // One direction a row. A seed of its own: the same images, the same map.
  let directions = orthonormal(
    Float32Array.from(normals(7, RandomStream.imageMap, 0, count * dim)),
    dim
  )
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float32Array(count * dim)
    const along = project(some, directions, dim)
    for (let row = 0; row < fitted; row += 1) {
      for (let c = 0; c < count; c += 1) {
        const weight = along[row * count + c] ?? 0
        for (let i = 0; i < dim; i += 1) {
          next[c * dim + i] = (next[c * dim + i] ?? 0) + weight * (some[row * dim + i] ?? 0)
        }
      }
    }
    directions = orthonormal(next, dim)
  }
  const centred = values.map((value, at) => value - (mean[at % dim] ?? 0))
  return project(centred, directions, dim)
}

function meanOf(values: Float32Array, dim: number): Float64Array {
  const mean = new Float64Array(dim)
  for (let at = 0; at < values.length; at += 1) {
    mean[at % dim] = (mean[at % dim] ?? 0) + ((values[at] ?? 0) * dim) / values.length
  }
  return mean
}

function project(values: Float32Array, directions: Float32Array, dim: number): Float32Array {
  const rows = values.length / dim
  const count = directions.length / dim
  const along = new Float32Array(rows * count)
  for (let row = 0; row < rows; row += 1) {
    for (let c = 0; c < count; c += 1) {
      let sum = 0
      for (let i = 0; i < dim; i += 1) {
        sum += (values[row * dim + i] ?? 0) * (directions[c * dim + i] ?? 0)
      }
      along[row * count + c] = sum
    }
  }
  return along
}

/** Gram and Schmidt's procedure. A direction in which nothing varies becomes zero. */
function orthonormal(vectors: Float32Array, dim: number): Float32Array {
  const result = Float32Array.from(vectors)
  const rows = Array.from({ length: vectors.length / dim }, (_, c) =>
    result.subarray(c * dim, (c + 1) * dim)
  )
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
  rows.forEach((row, c) => {
    const before = Math.sqrt(dot(row, row))
    for (const earlier of rows.slice(0, c)) {
      const along = dot(row, earlier)
      for (let i = 0; i < dim; i += 1) row[i] = (row[i] ?? 0) - along * (earlier[i] ?? 0)
    }
    const length = Math.sqrt(dot(row, row))
    const scale = length > before * 1e-6 && length > 0 ? 1 / length : 0
    for (let i = 0; i < dim; i += 1) row[i] = (row[i] ?? 0) * scale
  })
  return result
}
