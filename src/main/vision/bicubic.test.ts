import { describe, expect, it } from 'vitest'
import { resizeBicubic, type RgbPicture } from './bicubic'

function pattern(width: number, height: number): RgbPicture {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 256)
  return { data, width, height }
}
const whole = (size: { width: number; height: number }) => ({ left: 0, top: 0, ...size })

describe('resizeBicubic', () => {
  it('leaves a picture of the right size as it is', () => {
    const picture = pattern(9, 5)
    expect(resizeBicubic(picture, picture, whole({ width: 9, height: 5 }))).toEqual(picture)
  })

  it.each([
    [3, 2],
    [40, 31]
  ])('keeps a plain colour at %i x %i', (width, height) => {
    const data = Uint8Array.from({ length: 12 * 7 * 3 }, (_, i) => [255, 0, 99][i % 3] ?? 0)
    const resized = resizeBicubic(
      { data, width: 12, height: 7 },
      { width, height },
      whole({ width, height })
    )
    expect([...resized.data]).toEqual(
      Array.from({ length: width * height * 3 }, (_, i) => [255, 0, 99][i % 3])
    )
  })

  it('gives the same pixels for a cut as for the whole', () => {
    const picture = pattern(50, 37)
    const size = { width: 23, height: 61 }
    const all = resizeBicubic(picture, size, whole(size))
    const cut = resizeBicubic(picture, size, { left: 4, top: 20, width: 10, height: 30 })
    const expected = Array.from({ length: 30 }, (_, row) => {
      const start = 3 * ((row + 20) * size.width + 4)
      return [...all.data.subarray(start, start + 30)]
    })
    expect([...cut.data]).toEqual(expected.flat())
  })

  it('clips what overshoots at an edge', () => {
    const data = Uint8Array.from([0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255])
    const size = { width: 16, height: 1 }
    const { data: wide } = resizeBicubic({ data, width: 4, height: 1 }, size, whole(size))
    expect(wide[0]).toBe(0)
    expect(wide.at(-1)).toBe(255)
    expect([...wide]).toEqual([...wide].toSorted((a, b) => a - b))
  })
})
