import { kernelBytes } from './bytes'
import type { ImageSize, RgbImage } from './rgb'
import { resizeTaps, type ResizeFilter } from './taps'

/** A rectangle of an image, in pixels. */
export interface Rectangle extends ImageSize {
  left: number
  top: number
}

/**
 * Part of an image resized by a filter of Pillow's, byte for byte: antialiased by widening the
 * filter with the scale, horizontal before vertical, and fixed-point sums rounded to bytes after
 * each (Pillow, `Resample.c`). Other resamplers round and place the filter otherwise.
 *
 * @param size What the image is resized to.
 * @param cut The part of the resized image that is made.
 * @param filter Bicubic where nothing else is said.
 */
export function resizeImage(
  image: RgbImage,
  size: ImageSize,
  cut: Rectangle,
  filter: ResizeFilter = 'bicubic'
): RgbImage {
  const { left, top, width, height } = cut
  const columns = resizeTaps(filter, image.width, size.width, {
    start: left,
    count: width,
    stride: 3
  })
  const rowBytes = 3 * width
  const rows = resizeTaps(filter, image.height, size.height, {
    start: top,
    count: height,
    stride: rowBytes
  })
  const stride = 3 * image.width
  const stripRows = Math.max(1, Math.floor(STRIP_BYTES / stride))
  const memory = new KernelMemory()
  const columnTaps = memory.place(columns.words.byteLength)
  const rowTaps = memory.place(rows.words.byteLength)
  // The narrow image begins with the first row that is needed, and is read a row beyond its end.
  const narrow = memory.place((rows.end - rows.first + 1) * rowBytes)
  const result = memory.place(height * rowBytes)
  const strip = memory.place(stripRows * stride)
  const { mixPixels, mixRows, bytes, words } = memory.open()

  words.set(columns.words, columnTaps / 4)
  words.set(rows.words, rowTaps / 4)
  for (let row = rows.first; row < rows.end; row += stripRows) {
    const count = Math.min(stripRows, rows.end - row)
    bytes.set(image.data.subarray(row * stride, (row + count) * stride), strip)
    mixPixels(strip, stride, count, columnTaps, width, narrow + (row - rows.first) * rowBytes)
  }
  mixRows(narrow - rows.first * rowBytes, rowBytes, rowTaps, height, result)
  return { data: bytes.slice(result, result + height * rowBytes), width, height }
}

/** Source rows are copied in strips of about so many bytes: what the kernels read stays in the cache. */
const STRIP_BYTES = 1 << 19
const PAGE = 65_536
/** A memory that has grown above this is not kept for the next image. */
const KEPT_BYTES = 32 << 20
/** What the kernels read or write beyond a chunk's end. */
const SLACK = 32

interface Kernels {
  mixPixels(
    from: number,
    stride: number,
    rows: number,
    taps: number,
    columns: number,
    to: number
  ): void
  mixRows(from: number, bytes: number, taps: number, lines: number, to: number): void
}

let module: WebAssembly.Module | undefined
let kept: { memory: WebAssembly.Memory; kernels: Kernels } | undefined

/** Hands out chunks of the kernels' memory, then opens it at the size that they need. */
class KernelMemory {
  #end = 0

  /** @returns The address of so many bytes, a multiple of 16. */
  place(bytes: number): number {
    const address = this.#end
    this.#end = Math.ceil((address + bytes + SLACK) / 16) * 16
    return address
  }

  /** Throws a RangeError where there is not so much memory. */
  open(): Kernels & { bytes: Uint8Array; words: Int32Array } {
    const { memory, kernels } = kept ?? instantiate()
    const missing = this.#end - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    kept = memory.buffer.byteLength > KEPT_BYTES ? undefined : { memory, kernels }
    return {
      mixPixels: kernels.mixPixels,
      mixRows: kernels.mixRows,
      bytes: new Uint8Array(memory.buffer),
      words: new Int32Array(memory.buffer)
    }
  }
}

function instantiate(): { memory: WebAssembly.Memory; kernels: Kernels } {
  module ??= new WebAssembly.Module(kernelBytes)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return { memory, kernels: exports as unknown as Kernels }
}
