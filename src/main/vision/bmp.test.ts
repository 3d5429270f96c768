import { describe, expect, it } from 'vitest'
import { decodeBmp, UnknownBitmap } from './bmp'

/** Red, green, blue of the four pixels of a 3 by 2 image, row by row. */
const pixels = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [0, 0, 0],
  [255, 255, 255],
  [255, 0, 0]
]
/** The colours above as blue, green, red and a filler. */
const palette = [
  [0, 0, 255, 0],
  [0, 255, 0, 0],
  [255, 0, 0, 0],
  [0, 0, 0, 0],
  [255, 255, 255, 0]
].flat()

interface Parts {
  bits: number
  compression?: number
  height?: number
  extra?: readonly number[]
  data: readonly number[]
}

/** A bitmap of three pixels by two with Windows' header. */
function bitmap({ bits, compression = 0, height = 2, extra = [], data }: Parts): Buffer {
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + extra.length, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(3, 18)
  head.writeInt32LE(height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(bits, 28)
  head.writeUInt32LE(compression, 30)
  head.writeUInt32LE(bits <= 8 ? extra.length / 4 : 0, 46)
  return Buffer.concat([head, Buffer.from(extra), Buffer.from(data)])
}

/** Bytes of 16-bit pixels. */
const words = (...values: number[]) => values.flatMap((value) => [value & 255, value >> 8])

const cases: Record<string, Parts> = {
  '4 bits': { bits: 4, extra: palette, data: [0x34, 0x00, 0, 0, 0x01, 0x20, 0, 0] },
  '8 bits': { bits: 8, extra: palette, data: [3, 4, 0, 9, 0, 1, 2, 9] },
  '8 bits in runs': {
    bits: 8,
    compression: 1,
    extra: palette,
    data: [1, 3, 1, 4, 1, 0, 0, 0, 0, 3, 0, 1, 2, 99, 0, 1]
  },
  '4 bits in runs': {
    bits: 4,
    compression: 2,
    extra: palette,
    data: [2, 0x34, 1, 0x00, 0, 0, 0, 3, 0x01, 0x20, 0, 1]
  },
  '16 bits': {
    bits: 16,
    data: [...words(0, 0x7fff, 0x7c00, 0), ...words(0x7c00, 0x03e0, 0x001f, 0)]
  },
  '16 bits with fields': {
    bits: 16,
    compression: 3,
    extra: [...words(0xf800, 0, 0x07e0, 0, 0x001f, 0)],
    data: [...words(0, 0xffff, 0xf800, 0), ...words(0xf800, 0x07e0, 0x001f, 0)]
  },
  '24 bits': {
    bits: 24,
    data: [0, 0, 0, 255, 255, 255, 0, 0, 255, 7, 7, 7, 0, 0, 255, 0, 255, 0, 255, 0, 0, 7, 7, 7]
  },
  '32 bits, top row first': {
    bits: 32,
    height: -2,
    data: pixels.flatMap(([red = 0, green = 0, blue = 0]) => [blue, green, red, 99])
  }
}

describe('a bitmap', () => {
  it.each(Object.entries(cases))('of %s is decoded', (_name, parts) => {
    const { data, width, height } = decodeBmp(bitmap(parts))
    expect([width, height]).toEqual([3, 2])
    expect([...data]).toEqual(pixels.flat())
  })

  it.each(Object.entries(cases))('of %s that is cut short is refused', (_name, parts) => {
    const file = bitmap(parts)
    expect(() => decodeBmp(file.subarray(0, -3))).toThrow(RangeError)
    expect(() => decodeBmp(file.subarray(0, 30))).toThrow(RangeError)
  })

  it('of a size that no memory holds, or of another layout, is refused', () => {
    const huge = bitmap({ bits: 24, height: 2 ** 30, data: [] })
    expect(() => decodeBmp(huge)).toThrow(/pixel limit/)
    expect(() => decodeBmp(bitmap({ bits: 0, compression: 4, data: [] }))).toThrow(UnknownBitmap)
  })
})
