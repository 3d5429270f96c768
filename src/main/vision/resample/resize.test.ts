import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import makeWabt from 'wabt'
import { resizeImage, type Rectangle } from './resize'
import { kernelBytes } from './bytes'
import type { ImageSize, RgbImage } from './rgb'

it('has kernels that are what their source compiles to', async () => {
  const wabt = await makeWabt()
  const source = await readFile(join(import.meta.dirname, 'kernels.wat'), 'utf8')
  const { buffer } = wabt.parseWat('kernels.wat', source, { simd: true }).toBinary({})
  expect(Buffer.from(buffer).equals(kernelBytes)).toBe(true)
})

function pattern(width: number, height: number): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 256)
  return { data, width, height }
}
const whole = ({ width, height }: ImageSize): Rectangle => ({ left: 0, top: 0, width, height })

describe('resizeImage', () => {
  it('leaves an image of the right size as it is', () => {
    const image = pattern(9, 5)
    expect(resizeImage(image, image, whole({ width: 9, height: 5 }))).toEqual(image)
  })

  it.each([
    [3, 2],
    [40, 31]
  ])('keeps a plain colour at %i x %i', (width, height) => {
    const data = Uint8Array.from({ length: 12 * 7 * 3 }, (_, i) => [255, 0, 99][i % 3] ?? 0)
    const resized = resizeImage(
      { data, width: 12, height: 7 },
      { width, height },
      whole({ width, height })
    )
    expect([...resized.data]).toEqual(
      Array.from({ length: width * height * 3 }, (_, i) => [255, 0, 99][i % 3])
    )
  })

  it('gives the same pixels for a cut as for the whole', () => {
    const image = pattern(50, 37)
    const size = { width: 23, height: 61 }
    const all = resizeImage(image, size, whole(size))
    const cut = resizeImage(image, size, { left: 4, top: 20, width: 10, height: 30 })
    const expected = Array.from({ length: 30 }, (_, row) => {
      const start = 3 * ((row + 20) * size.width + 4)
      return [...all.data.subarray(start, start + 30)]
    })
    expect([...cut.data]).toEqual(expected.flat())
  })

  it('clips what overshoots at an edge', () => {
    const data = Uint8Array.from([0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255])
    const size = { width: 16, height: 1 }
    const { data: wide } = resizeImage({ data, width: 4, height: 1 }, size, whole(size))
    expect(wide[0]).toBe(0)
    expect(wide.at(-1)).toBe(255)
    expect([...wide]).toEqual([...wide].toSorted((a, b) => a - b))
  })

  // Above half a megabyte an image is taken in strips; the widths are no multiples of the kernels' steps.
  it.each([
    [7, 5, 31, 29],
    [640, 427, 335, 224],
    [1201, 801, 61, 43],
    [3, 997, 5, 224],
    [30_000, 3, 224, 2]
  ])('gives the bytes of plain arithmetic from %i x %i to %i x %i', (width, height, w, h) => {
    const image = pattern(width, height)
    const size = { width: w, height: h }
    const { data } = resizeImage(image, size, whole(size))
    expect(Buffer.from(data).equals(plainResize(image, size))).toBe(true)
  })
})

/** The same by Pillow's own loops, one number at a time. */
function plainResize({ data, width, height }: RgbImage, size: ImageSize) {
  const narrow = new Uint8Array(height * size.width * 3)
  plainTaps(width, size.width).forEach(({ first, weights }, x) => {
    for (let y = 0; y < height; y++) {
      for (const channel of [0, 1, 2]) {
        const bytes = weights.map((_, tap) => data[3 * (y * width + first + tap) + channel] ?? 0)
        narrow[3 * (y * size.width + x) + channel] = mix(bytes, weights)
      }
    }
  })
  const row = size.width * 3
  const result = Buffer.alloc(size.height * row)
  plainTaps(height, size.height).forEach(({ first, weights }, y) => {
    for (let x = 0; x < row; x++) {
      const bytes = weights.map((_, tap) => narrow[(first + tap) * row + x] ?? 0)
      result[y * row + x] = mix(bytes, weights)
    }
  })
  return result
}

function mix(bytes: number[], weights: number[]): number {
  const sum = bytes.reduce((total, byte, tap) => total + byte * (weights[tap] ?? 0), 2 ** 21)
  return Math.min(255, Math.max(0, Math.floor(sum / 2 ** 22)))
}

function plainTaps(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = from / to
  const widening = Math.max(1, scale)
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - 2 * widening + 0.5))
    const end = Math.min(from, Math.trunc(centre + 2 * widening + 0.5))
    const raw = Array.from({ length: end - first }, (_unused, tap) =>
      keys(Math.abs((tap + first - centre + 0.5) * (1 / widening)))
    )
    const sum = raw.reduce((total, weight) => total + weight, 0)
    const fixed = raw.map((weight) => (weight / sum) * 2 ** 22)
    return { first, weights: fixed.map((weight) => Math.trunc(weight + (weight < 0 ? -0.5 : 0.5))) }
  })
}

function keys(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0
}
