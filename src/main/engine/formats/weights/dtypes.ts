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
export type TensorData =
  Float16Array | Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array

export function dtypeOf(data: TensorData): Dtype {
  if (data instanceof Float16Array) return 'F16'
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

let halves: Float32Array | null = null

/** What each half-precision bit pattern stands for, made when first needed. */
const halfTable = (): Float32Array =>
  (halves ??= Float32Array.from({ length: 0x10000 }, (_, bits) => halfToNumber(bits)))

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
    case 'F16': {
      const patterns = new Uint16Array(bytes.buffer, bytes.byteOffset, count)
      const table = halfTable()
      const values = new Float32Array(count)
      // Plain loops: a typed array's `from` with a function is thirty times slower.
      for (let i = 0; i < count; i++) values[i] = table[patterns[i] ?? 0] ?? 0
      return values
    }
    case 'BF16': {
      const patterns = new Uint16Array(bytes.buffer, bytes.byteOffset, count)
      const values = new Uint32Array(count)
      // bfloat16 is the upper half of a float32.
      for (let i = 0; i < count; i++) values[i] = (patterns[i] ?? 0) << 16
      return new Float32Array(values.buffer)
    }
    default:
      return null
  }
}
