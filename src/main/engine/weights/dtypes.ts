/** Element types of a safetensors file with their sizes in bytes. */
export const dtypeBytes = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1
} as const

export type Dtype = keyof typeof dtypeBytes

/** What can be written, each as the dtype that `dtypeOf` names. */
export type TensorData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array

export function dtypeOf(data: TensorData): Dtype {
  if (data instanceof Float32Array) return 'F32'
  if (data instanceof Float64Array) return 'F64'
  if (data instanceof BigInt64Array) return 'I64'
  if (data instanceof Int32Array) return 'I32'
  return 'U8'
}

/** The number that the IEEE 754 half-precision `bits` stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/**
 * Little-endian `bytes` of a floating-point `dtype` as float32, or null for any other dtype.
 * `bytes` must start at a multiple of 8 in its buffer; F32 shares its memory.
 */
export function toFloat32(
  dtype: Dtype,
  bytes: Uint8Array<ArrayBuffer>
): Float32Array<ArrayBuffer> | null {
  const count = bytes.byteLength / dtypeBytes[dtype]
  switch (dtype) {
    case 'F32':
      return new Float32Array(bytes.buffer, bytes.byteOffset, count)
    case 'F64':
      return Float32Array.from(new Float64Array(bytes.buffer, bytes.byteOffset, count))
    case 'F16':
      return Float32Array.from(new Uint16Array(bytes.buffer, bytes.byteOffset, count), halfToNumber)
    case 'BF16': {
      // bfloat16 is the upper half of a float32.
      const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, count)
      return new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer)
    }
    default:
      return null
  }
}
