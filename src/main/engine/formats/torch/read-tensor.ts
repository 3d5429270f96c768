import { dtypeBytes } from '../weights/dtypes'
import { readExactly, withFile } from '../weights/read-range'
import { countValues, type TorchTensor } from './values'

/**
 * The little-endian bytes of a tensor, row-major, in memory of their own. One that lies in order is
 * read as it is; of another the part of the storage that it spans is read, then put in order.
 *
 * @param start Byte of the file at which the tensor's storage begins.
 */
export async function readTensorBytes(
  path: string,
  start: number,
  { storage, offset, shape, strides }: TorchTensor
): Promise<Uint8Array<ArrayBuffer>> {
  const count = countValues(shape)
  if (count === 0) return new Uint8Array(0)
  const size = dtypeBytes[storage.dtype]
  const span = shape.reduce((sum, length, axis) => sum + (length - 1) * (strides[axis] ?? 0), 1)
  const begin = start + (storage.begin + offset) * size
  const bytes = await withFile(path, (file) => readExactly(file, path, begin, span * size))
  return isInOrder(shape, strides) ? bytes : putInOrder(bytes, size, shape, strides, count)
}

/** Whether the values follow one another as in a row-major array. Axes of length 1 do not matter. */
function isInOrder(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1
    if (length !== 1 && strides[axis] !== expected) return false
    expected *= length
  }
  return true
}

function putInOrder(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
  shape: readonly number[],
  strides: readonly number[],
  count: number
): Uint8Array<ArrayBuffer> {
  const ordered = new Uint8Array(count * size)
  const index = shape.map(() => 0)
  let from = 0
  for (let to = 0; to < count; to++) {
    for (let byte = 0; byte < size; byte++) {
      ordered[to * size + byte] = bytes[from * size + byte] ?? 0
    }
    // Counts the index up like an odometer, the last axis first.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1
      from += strides[axis] ?? 0
      if (next < (shape[axis] ?? 1)) {
        index[axis] = next
        break
      }
      from -= next * (strides[axis] ?? 0)
      index[axis] = 0
    }
  }
  return ordered
}
