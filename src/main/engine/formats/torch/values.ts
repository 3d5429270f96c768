import type { Dtype } from '../weights/dtypes'

/** A run of elements in the archive: what tensors are views of. */
export class TorchStorage {
  /**
   * @param key Names the storage in its archive.
   * @param begin Element of the stored run at which this storage begins.
   * @param elements How many elements it has.
   */
  constructor(
    readonly key: string,
    readonly dtype: Dtype,
    readonly begin: number,
    readonly elements: number
  ) {}
}

/** A tensor of an archive, not read yet. Its places were checked to lie in its storage. */
export class TorchTensor {
  /**
   * @param offset Element of the storage at which the tensor begins.
   * @param strides Elements from one index to the next, an entry an axis.
   */
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[]
  ) {}
}

/** A class, function or constant that an archive may name. */
export class TorchGlobal {
  constructor(readonly name: string) {}
}

export type TorchKey = null | boolean | number | bigint | string
export type TorchDict = Map<TorchKey, TorchValue>

/** What an archive can hold. Lists and tuples are arrays; they and dicts can contain themselves. */
export type TorchValue =
  TorchKey | Uint8Array | TorchStorage | TorchTensor | TorchGlobal | TorchValue[] | TorchDict

/** Thrown for an archive that asks for an object other than tensors and plain data. */
export class ForeignObject extends Error {
  constructor(readonly object: string) {
    super(`it asks for the object ${object}`)
  }
}

/** Number of values of a shape; 0 where any axis has none, however long the others are. */
export const countValues = (shape: readonly number[]): number =>
  shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1)

/**
 * The tensor over a part of a storage. Throws an `Error` where a place lies outside the storage, or
 * where the tensor has more values than the storage has elements (the same ones again and again).
 */
export function viewStorage(
  storage: TorchStorage,
  offset: number,
  shape: readonly number[],
  strides: readonly number[]
): TorchTensor {
  if (shape.length !== strides.length) {
    throw new Error(`a tensor has ${shape.length} axes and ${strides.length} strides`)
  }
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new Error('a tensor begins at no element')
  }
  const count = countValues(shape)
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), offset)
  if (count > storage.elements || (count > 0 && last >= storage.elements)) {
    throw new Error(
      `a tensor [${shape.join(', ')}] does not fit its storage of ${storage.elements} elements`
    )
  }
  return new TorchTensor(storage, offset, shape, strides)
}
