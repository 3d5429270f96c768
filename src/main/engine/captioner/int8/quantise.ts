/** A matrix as whole numbers, each times the scale of its row (`axis` 0) or column (`axis` 1). */
export interface Int8Matrix {
  readonly dims: readonly [rows: number, columns: number]
  readonly values: Int8Array
  readonly scales: Float32Array
  readonly axis: 0 | 1
}

/** What the largest number of a row or column becomes where all of int8 is used. */
export const FULL_RANGE = 127

/**
 * Each row or column as whole numbers from -largest to largest, times what its own largest number
 * needs; symmetric, so that 0 stays 0.
 *
 * @param data Row-major.
 */
export function quantise(
  data: Float32Array,
  [rows, columns]: readonly [rows: number, columns: number],
  axis: 0 | 1,
  largest = FULL_RANGE
): Int8Matrix {
  const scales = new Float32Array(axis === 0 ? rows : columns)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const one = axis === 0 ? row : column
      const size = Math.abs(data[at] ?? 0)
      if (size > (scales[one] ?? 0)) scales[one] = size
    }
  }
  scales.forEach((most, one) => (scales[one] = most / largest || 1))
  const values = new Int8Array(data.length)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      values[at] = Math.round((data[at] ?? 0) / (scales[axis === 0 ? row : column] ?? 1))
    }
  }
  return { dims: [rows, columns], values, scales, axis }
}

/** Side of the squares in which a matrix is turned, so that both sides stay in the cache. */
const BLOCK = 64

/** The values column by column: those of the transposed matrix, row-major. */
export function turned({ dims: [rows, columns], values }: Int8Matrix): Int8Array {
  const result = new Int8Array(values.length)
  for (let top = 0; top < rows; top += BLOCK) {
    const bottom = Math.min(rows, top + BLOCK)
    for (let left = 0; left < columns; left += BLOCK) {
      const right = Math.min(columns, left + BLOCK)
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          result[column * rows + row] = values[row * columns + column] ?? 0
        }
      }
    }
  }
  return result
}
