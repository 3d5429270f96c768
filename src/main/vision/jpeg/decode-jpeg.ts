import type { Rectangle } from '../resample/bicubic'
import type { PictureSize, RgbPart } from '../resample/rgb'
import { readFrame, type Frame } from './frame'
import { KernelMemory } from './kernel-memory'
import { KnownBits } from './known-bits'
import { layOut, type Layout } from './layout'
import { readScanHeader, type ScanHeader } from './scan-header'
import { zigzag } from './zigzag'

/**
 * Part of a JPEG picture, byte for byte as libjpeg-turbo decodes it, and so Pillow and libvips.
 * Only the wanted part is transformed, upsampled and made red, green and blue.
 *
 * @returns Pixels that stand until the next call; the part may be a column wider than wanted. Null
 *   for everything that is not plain: other kinds of coding, sampling or colour, and files that are
 *   damaged or cut short. Another decoder then finds out what to make of it.
 */
export function decodeJpeg(
  file: Uint8Array,
  wanted: (size: PictureSize) => Rectangle
): RgbPart | null {
  const memory = new KernelMemory()
  try {
    return new JpegDecoding(file, memory).decode(wanted)
  } finally {
    memory.release()
  }
}

const Marker = {
  ...{ startOfFrame: 0xc0, huffman: 0xc4, startOfScan: 0xda, quantisers: 0xdb, restart: 0xdd },
  ...{ endOfImage: 0xd9, jfif: 0xe0, adobe: 0xee, comment: 0xfe }
} as const

/** Markers in their order, and the scans between them (ITU-T T.81, annex B). */
class JpegDecoding {
  readonly #from: number | null
  readonly #end: number
  /** [4, 64] of 16 bits. */
  readonly #quantisers: number | null
  /** A Huffman table as the file has it. */
  readonly #codes: number | null
  readonly #defined = new Set<string>()
  #frame: Frame | null = null
  #layout: Layout | null = null
  #known = new KnownBits(0)
  #interval = 0
  #isJfif = false
  #wanted: Rectangle = { left: 0, top: 0, width: 0, height: 0 }

  constructor(
    file: Uint8Array,
    readonly memory: KernelMemory
  ) {
    this.#from = memory.place(file.length)
    this.#quantisers = memory.place(4 * 128)
    this.#codes = memory.place(16 + 256)
    this.#end = (this.#from ?? 0) + file.length
    if (this.#from !== null) memory.bytes.set(file, this.#from)
  }

  decode(wanted: (size: PictureSize) => Rectangle): RgbPart | null {
    if (this.#from === null) return null
    let place: number | null = this.#from
    let bytes = this.memory.bytes
    if (bytes[place] !== 0xff || bytes[place + 1] !== 0xd8) return null
    place += 2
    for (;;) {
      if (place + 4 > this.#end && place + 2 !== this.#end) return null
      while (bytes[place] === 0xff && bytes[place + 1] === 0xff && place + 2 < this.#end) place += 1
      if (bytes[place] !== 0xff) return null
      const marker = bytes[place + 1] ?? 0
      if (marker === Marker.endOfImage) return this.#pixels()
      const length = ((bytes[place + 2] ?? 0) << 8) | (bytes[place + 3] ?? 0)
      const end: number = place + 2 + length
      if (length < 2 || end > this.#end) return null
      const segment = bytes.slice(place + 4, end)
      if (marker === Marker.startOfScan) {
        place = this.#scan(segment, end)
        if (place === null) return null
      } else {
        if (!this.#take(marker, segment, wanted)) return null
        place = end
      }
      bytes = this.memory.bytes
    }
  }

  /** Gives false for what is not plain. */
  #take(marker: number, segment: Uint8Array, wanted: (size: PictureSize) => Rectangle): boolean {
    switch (marker) {
      case Marker.startOfFrame:
      case Marker.startOfFrame + 1:
      case Marker.startOfFrame + 2:
        return this.#open(readFrame(segment, marker - Marker.startOfFrame), wanted)
      case Marker.huffman:
        return this.#takeHuffman(segment)
      case Marker.quantisers:
        return this.#takeQuantisers(segment)
      case Marker.restart:
        this.#interval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0)
        return segment.length === 2
      case Marker.jfif:
        this.#isJfif ||= text(segment, 5) === 'JFIF\0'
        return true
      case Marker.adobe:
        // Its last byte tells the colours: 1 is those of JFIF.
        return text(segment, 5) !== 'Adobe' || segment[11] === 1
      default:
        return (marker > Marker.jfif && marker < 0xf0) || marker === Marker.comment
    }
  }

  #open(frame: Frame | null, wanted: (size: PictureSize) => Rectangle): boolean {
    if (!frame || this.#frame) return false
    this.#frame = frame
    const { left, width, ...tall } = wanted(frame)
    // Chroma samples stand for two columns.
    this.#wanted = { ...tall, left: left & ~1, width: width + (left & 1) }
    this.#known = new KnownBits(frame.components.length)
    this.#layout = layOut(frame, this.memory, this.#wanted)
    return this.#layout !== null
  }

  #takeHuffman(segment: Uint8Array): boolean {
    let place = 0
    while (place + 17 <= segment.length && this.#codes !== null) {
      const [kind, counts] = [segment[place] ?? 0, segment.subarray(place + 1, place + 17)]
      const symbols = counts.reduce((sum, count) => sum + count, 0)
      if ((kind & 0xec) !== 0 || symbols > 256) return false
      this.memory.bytes.fill(0, this.#codes, this.#codes + 272)
      this.memory.bytes.set(segment.subarray(place + 1, place + 17 + symbols), this.#codes)
      if (this.memory.kernel.huffman(kind >> 4, kind & 15, this.#codes) === 0) return false
      this.#defined.add(`codes ${kind >> 4} ${kind & 15}`)
      place += 17 + symbols
    }
    return place === segment.length
  }

  #takeQuantisers(segment: Uint8Array): boolean {
    let place = 0
    while (place < segment.length && this.#quantisers !== null) {
      const kind = segment[place] ?? 0
      const bytes = kind >> 4 === 0 ? 1 : 2
      const index = kind & 15
      // A table that changes between scans is for another kind of picture.
      if (kind >> 4 > 1 || index > 3 || this.#defined.has(`quantisers ${index}`)) return false
      if (place + 1 + 64 * bytes > segment.length) return false
      const view = new DataView(segment.buffer, segment.byteOffset + place + 1, 64 * bytes)
      const natural = new Uint16Array(64)
      zigzag.forEach((to, k) => {
        natural[to] = bytes === 1 ? view.getUint8(k) : view.getUint16(2 * k)
      })
      this.memory.bytes.set(new Uint8Array(natural.buffer), this.#quantisers + 128 * index)
      this.#defined.add(`quantisers ${index}`)
      place += 1 + 64 * bytes
    }
    return place === segment.length
  }

  /** @returns The place behind the scan's bits. */
  #scan(segment: Uint8Array, from: number): number | null {
    const { memory } = this
    if (!this.#frame || !this.#layout || this.#quantisers === null) return null
    const header = readScanHeader(segment, this.#frame)
    if (!header || !this.#known.add(header) || !this.#hasTables(header)) return null
    const { first, count, start, stop, high, low, tables } = header
    for (let index = first; index < first + count; index++) {
      const { quantisers } = this.#frame.components[index] ?? { quantisers: 0 }
      const { dc, ac } = tables[index - first] ?? { dc: 0, ac: 0 }
      const address = memory.kernel.componentAt(index)
      memory.write(address + 24, [dc, ac, this.#quantisers + 128 * quantisers])
    }
    const lone = count === 1 ? this.#layout.own[first] : undefined
    const { wide, high: tall } = lone ?? this.#layout.units
    memory.kernel.describeScan(Number(this.#frame.progressive), start, stop, high, low)
    return memory.kernel.scan(from, this.#end, first, count, wide, tall, this.#interval) || null
  }

  #hasTables({ tables, start, high, first, count }: ScanHeader): boolean {
    const progressive = this.#frame?.progressive === true
    const components = this.#frame?.components.slice(first, first + count) ?? []
    return (
      components.every(({ quantisers }) => this.#defined.has(`quantisers ${quantisers}`)) &&
      tables.every(({ dc, ac }) => {
        const needsDc = start === 0 && high === 0
        const needsAc = !progressive || start > 0
        return (
          (!needsDc || this.#defined.has(`codes 0 ${dc}`)) &&
          (!needsAc || this.#defined.has(`codes 1 ${ac}`))
        )
      })
    )
  }

  #pixels(): RgbPart | null {
    const { memory } = this
    const [frame, layout] = [this.#frame, this.#layout]
    if (!frame || !layout || !this.#known.complete) return null
    // Without JFIF's mark the components' names tell whether they are brightness and chroma.
    const isPlain = this.#isJfif || frame.components.every(({ id }, index) => id === index + 1)
    if (frame.across > 0 && !isPlain) return null
    if (frame.progressive) frame.components.forEach((_, index) => memory.kernel.transformAll(index))
    const { left, top, width, height } = this.#wanted
    const size = 3 * width * height
    const chromaWide = Math.ceil(frame.width / Math.max(1, frame.across))
    const sums = memory.place(2 * (2 * chromaWide + 64))
    const to = memory.place(size)
    if (sums === null || to === null) return null
    const [y, cb = y, cr = y] = layout.samples
    memory.write(memory.kernel.pictureAt(), [
      ...[y?.address ?? 0, cb?.address ?? 0, cr?.address ?? 0, y?.stride ?? 0, cb?.stride ?? 0],
      ...[frame.across, frame.down, chromaWide],
      ...[Math.ceil(frame.height / Math.max(1, frame.down))],
      ...[left, left + width, top, top + height, sums, to]
    ])
    memory.kernel.pixels()
    return {
      data: memory.bytes.subarray(to, to + size),
      ...this.#wanted,
      whole: { width: frame.width, height: frame.height }
    }
  }
}

const text = (segment: Uint8Array, length: number): string =>
  String.fromCharCode(...segment.subarray(0, length))
