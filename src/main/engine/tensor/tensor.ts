/** A tensor in the process's own memory, row-major. */
export interface HostTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array | BigInt64Array
}

export interface FloatTensor extends HostTensor {
  readonly data: Float32Array
}

export interface IntegerTensor extends HostTensor {
  readonly data: BigInt64Array
}

/** A float32 tensor in the memory of a device, where it stays until it is disposed of. */
export interface DeviceTensor {
  readonly dims: readonly number[]
  /** The runtime's handle. */
  readonly memory: unknown
  dispose(): void
}

export const floats = (data: Float32Array, dims: readonly number[]): FloatTensor => ({ data, dims })

/** An int64 tensor of whole numbers. */
export const integers = (
  values: ArrayLike<number>,
  dims: readonly number[] = [values.length]
): IntegerTensor => ({ data: BigInt64Array.from(values, BigInt), dims })

/** The float32 content of a tensor that holds floats. */
export function floatData(tensor: HostTensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('a float32 tensor was expected')
  return tensor.data
}
