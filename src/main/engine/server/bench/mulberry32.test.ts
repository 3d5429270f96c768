import { expect, it } from 'vitest'
import { Mulberry32 } from './mulberry32'

it('draws the lengths that other programs draw from the same seed', () => {
  const draw = new Mulberry32(42)
  expect(Array.from({ length: 8 }, () => draw.integer(12, 34))).toEqual([
    25, 22, 31, 27, 16, 24, 18, 26
  ])
})
