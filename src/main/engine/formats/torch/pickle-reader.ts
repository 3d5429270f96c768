/** Thrown where the bytes end within a pickle. */
export class PickleCutShort extends Error {
  constructor() {
    super('its pickle is cut short')
  }
}

/** Reads the pieces of a pickle one after the other; numbers are little-endian. */
export class PickleReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true)
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  /** The one number that pickles store with its highest byte first. */
  float64(): number {
    return this.#view.getFloat64(this.#take(8), false)
  }

  /** A whole number of `length` bytes in two's complement, a bigint where it is not exact else. */
  integer(length: number): number | bigint {
    let value = 0n
    this.bytes(length).forEach((byte, at) => (value |= BigInt(byte) << BigInt(8 * at)))
    const signed = BigInt.asIntN(8 * length, value)
    const number = Number(signed)
    return Number.isSafeInteger(number) ? number : signed
  }

  /** A copy, so that no small value keeps the whole pickle in memory. */
  bytes(length: number): Uint8Array {
    const from = this.#take(length)
    return this.#bytes.slice(from, from + length)
  }

  text(length: number): string {
    const from = this.#take(length)
    return new TextDecoder().decode(this.#bytes.subarray(from, from + length))
  }

  /** A text that ends with a line break. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.position)
    if (end < 0) throw new PickleCutShort()
    const line = this.text(end - this.position)
    this.position++
    return line
  }

  #take(length: number): number {
    const from = this.position
    if (length > this.#bytes.length - from) throw new PickleCutShort()
    this.position += length
    return from
  }
}
