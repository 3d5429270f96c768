import { floats, type HostTensor } from '../../tensor/tensor'

/**
 * Memory for the cache tensors of a search: two pieces for each, since a step reads one while it
 * writes the other. Memory that is made again at each step would cost more than what is copied.
 */
export class CacheMemory {
  /** Of each tensor the piece that was given out last, and the one before. */
  readonly #pieces = new Map<string, { last: Float32Array; before: Float32Array | null }>()

  /** A tensor of these axes in the memory that was not given out last. Its content is undefined. */
  take(name: string, dims: readonly number[]): HostTensor {
    const size = dims.reduce((product, dim) => product * dim, 1)
    const { last = null, before = null } = this.#pieces.get(name) ?? {}
    // Room for the steps to come, so that few of them need new memory.
    const piece = before && before.length >= size ? before : new Float32Array(2 * size)
    this.#pieces.set(name, { last: piece, before: last })
    return floats(piece.subarray(0, size), dims)
  }
}
