import { describe, expect, it } from 'vitest'
import { philox, RandomStream, shuffled, uniforms } from './random'

const hex = (numbers: readonly number[]): string[] =>
  numbers.map((number) => number.toString(16).padStart(8, '0'))

describe('philox', () => {
  // Known answers of Random123's own test vectors for philox4x32-10.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      ['d16cfe09', '94fdcceb', '5001e420', '24126ea1']
    ]
  ] as const)('counter %j', (counter, key, expected) => {
    expect(hex(philox([...counter], [...key]))).toEqual(expected)
  })
})

describe('uniforms', () => {
  it('are the same again from the same seed, stream and index, and others from others', () => {
    const numbers = uniforms(42, RandomStream.order, 3, 10)
    expect(uniforms(42, RandomStream.order, 3, 10)).toEqual(numbers)
    expect(uniforms(43, RandomStream.order, 3, 10)).not.toEqual(numbers)
    expect(uniforms(42, RandomStream.dropoutBank, 3, 10)).not.toEqual(numbers)
    expect(uniforms(42, RandomStream.order, 4, 10)).not.toEqual(numbers)
  })

  it('lie in [0, 1) with the mean and variance of the uniform distribution', () => {
    const numbers = uniforms(7, RandomStream.dropoutBank, 0, 100_000)
    const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length
    const variance = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / numbers.length
    expect(Math.min(...numbers.slice(0, 10_000))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers.slice(0, 10_000))).toBeLessThan(1)
    // Five standard errors of each.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0046)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.0012)
  })
})

describe('shuffled', () => {
  it('is a permutation that depends on the index', () => {
    const order = shuffled(50, 1, RandomStream.order, 0)
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(shuffled(50, 1, RandomStream.order, 1)).not.toEqual(order)
  })

  it('puts every number in every place about equally often', () => {
    const places = new Array<number>(5).fill(0)
    const rounds = 5000
    for (let round = 0; round < rounds; round++) {
      const place = shuffled(5, 9, RandomStream.order, round).indexOf(2)
      places[place] = (places[place] ?? 0) + 1
    }
    // Five standard deviations of a binomial with p = 1/5.
    for (const count of places) expect(Math.abs(count - rounds / 5)).toBeLessThan(142)
  })
})
