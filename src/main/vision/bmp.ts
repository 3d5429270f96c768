import type { RgbImage } from './resample/rgb'

/** Largest bitmap that is decoded, in pixels: three bytes each are held at once. */
const MAX_PIXELS = 100_000_000

const RGB = 0
const RLE8 = 1
const RLE4 = 2
const BITFIELDS = 3
const ALPHA_BITFIELDS = 6

/** A bitmap of a layout that is not decoded, such as one that holds a JPEG. */
export class UnknownBitmap extends Error {}

interface Header {
  width: number
  height: number
  topDown: boolean
  bits: number
  compression: number
  /** Where the pixels begin. */
  offset: number
  /** Bits of red, green and blue in a pixel of 16 or 32 bits. */
  masks: readonly [number, number, number]
  /** Blue, green, red and, but for OS/2's, a filler; empty without a palette. */
  palette: Uint8Array
  entryBytes: 3 | 4
}

/**
 * Decodes a Windows or OS/2 bitmap of 1, 4, 8, 16, 24 or 32 bits a pixel, plain, with bit fields or
 * run-length encoded, as Microsoft's "Bitmap Storage" describes them. Transparency is dropped, as
 * most programs do. Throws a `RangeError` for a file that
 * is damaged or too large, `UnknownBitmap` for one of another layout.
 *
 * @returns [height, width, 3], bytes.
 */
export function decodeBmp(file: Buffer): RgbImage {
  const header = readHeader(file)
  const { width, height, bits, compression } = header
  const data = Buffer.alloc(3 * width * height)
  if (compression === RLE8 || compression === RLE4) decodeRuns(file, header, data)
  else {
    const rowBytes = 4 * Math.ceil((width * bits) / 32)
    if (header.offset + rowBytes * height > file.length) throw new RangeError('truncated')
    const pixel = pixelReader(file, header)
    for (let y = 0; y < height; y++) {
      const row = header.offset + rowBytes * (header.topDown ? y : height - 1 - y)
      for (let x = 0; x < width; x++) pixel(row, x, data, 3 * (y * width + x))
    }
  }
  return { data, width, height }
}

function readHeader(file: Buffer): Header {
  const size = file.readUInt32LE(14)
  const old = size === 12
  const width = old ? file.readUInt16LE(18) : file.readInt32LE(18)
  const signedHeight = old ? file.readUInt16LE(20) : file.readInt32LE(22)
  const height = Math.abs(signedHeight)
  const bits = file.readUInt16LE(old ? 24 : 28)
  const compression = old ? RGB : file.readUInt32LE(30)
  if (width < 1 || height < 1) throw new RangeError('it has no pixels')
  if (width * height > MAX_PIXELS) throw new RangeError('exceeds pixel limit')
  requireLayout(bits, compression)
  const fields = compression === BITFIELDS || compression === ALPHA_BITFIELDS
  const masks: Header['masks'] = fields
    ? [file.readUInt32LE(54), file.readUInt32LE(58), file.readUInt32LE(62)]
    : bits === 16
      ? [0x7c00, 0x03e0, 0x001f]
      : [0xff0000, 0x00ff00, 0x0000ff]
  const offset = file.readUInt32LE(10)
  const entryBytes = old ? 3 : 4
  const said = old ? 0 : file.readUInt32LE(46)
  const colours = bits > 8 ? 0 : Math.min(said || 1 << bits, 1 << bits)
  // Of the older headers bit fields stand behind the header, of newer ones in it.
  const from = 14 + size + (fields && size === 40 ? 12 : 0)
  const palette = file.subarray(from, from + colours * entryBytes)
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    compression,
    offset,
    masks,
    palette,
    entryBytes
  }
}

function requireLayout(bits: number, compression: number): void {
  const fits =
    compression === RGB
      ? [1, 4, 8, 16, 24, 32].includes(bits)
      : compression === RLE8
        ? bits === 8
        : compression === RLE4
          ? bits === 4
          : [BITFIELDS, ALPHA_BITFIELDS].includes(compression) && (bits === 16 || bits === 32)
  if (!fits) throw new UnknownBitmap(`${bits} bits, compression ${compression}`)
}

type Pixel = (row: number, x: number, to: Buffer, at: number) => void

function pixelReader(file: Buffer, header: Header): Pixel {
  const { bits, masks } = header
  if (bits <= 8) {
    const perByte = 8 / bits
    const low = (1 << bits) - 1
    return (row, x, to, at) => {
      const byte = file[row + Math.floor(x / perByte)] ?? 0
      paint(header, (byte >> (bits * (perByte - 1 - (x % perByte)))) & low, to, at)
    }
  }
  if (bits === 24) {
    return (row, x, to, at) => {
      const from = row + 3 * x
      to[at] = file[from + 2] ?? 0
      to[at + 1] = file[from + 1] ?? 0
      to[at + 2] = file[from] ?? 0
    }
  }
  const channels = masks.map(scaleOf)
  return (row, x, to, at) => {
    const value = bits === 16 ? file.readUInt16LE(row + 2 * x) : file.readUInt32LE(row + 4 * x)
    for (const [channel, scale] of channels.entries()) to[at + channel] = scale(value)
  }
}

/** Takes the bits of `mask` out of a pixel, as a byte. */
function scaleOf(mask: number): (value: number) => number {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const most = mask >>> shift
  return (value) => Math.floor((((value & mask) >>> shift) * 255) / most)
}

function paint({ palette, entryBytes }: Header, colour: number, to: Buffer, at: number): void {
  const from = colour * entryBytes
  to[at] = palette[from + 2] ?? 0
  to[at + 1] = palette[from + 1] ?? 0
  to[at + 2] = palette[from] ?? 0
}

/** Run-length encoded rows; what no run paints has the palette's first colour. */
function decodeRuns(file: Buffer, header: Header, data: Buffer): void {
  const { width, height, topDown, bits } = header
  for (let pixel = 0; pixel < width * height; pixel++) paint(header, 0, data, 3 * pixel)
  let [at, x, line] = [header.offset, 0, 0]
  const next = (): number => {
    const byte = file[at++]
    if (byte === undefined) throw new RangeError('truncated')
    return byte
  }
  const put = (colour: number): void => {
    const y = topDown ? line : height - 1 - line
    if (x < width && line < height) paint(header, colour, data, 3 * (y * width + x))
    x += 1
  }
  /** A byte holds two pixels of four bits. */
  const nibble = (byte: number, place: number): number =>
    bits === 8 ? byte : place % 2 === 0 ? byte >> 4 : byte & 15
  while (line < height) {
    const [count, value] = [next(), next()]
    if (count > 0) for (let i = 0; i < count; i++) put(nibble(value, i))
    else if (value === 0) [x, line] = [0, line + 1]
    else if (value === 1) return
    else if (value === 2) [x, line] = [x + next(), line + next()]
    else {
      const bytes = bits === 8 ? value : Math.ceil(value / 2)
      for (let i = 0, byte = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) byte = next()
        put(nibble(byte, i))
      }
      if (bytes % 2 === 1) at += 1
    }
  }
}
