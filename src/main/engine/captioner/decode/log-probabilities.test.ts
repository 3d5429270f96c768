import { describe, expect, it } from 'vitest'
import { Best, logSum } from './log-probabilities'

describe('logSum', () => {
  it('is the logarithm of the sum, also of large values', () => {
    expect(logSum([500, 500])).toBeCloseTo(500 + Math.log(2), 12)
    expect(logSum(Float32Array.of(0, 1000))).toBe(1000)
    expect(logSum([0, Number.NEGATIVE_INFINITY])).toBe(0)
  })
})

describe('Best', () => {
  it('keeps the largest in order, the first of equals in front', () => {
    const best = new Best(3)
    ;[5, 1, 7, 7, 3, 9].forEach((value, index) => best.offer(index, value))
    expect(best.ranked).toEqual([
      { index: 5, value: 9 },
      { index: 2, value: 7 },
      { index: 3, value: 7 }
    ])
  })

  it('keeps the same when offered all at once', () => {
    const values = Float32Array.of(5, 1, Number.NEGATIVE_INFINITY, 7, 7, 3, 9, 7)
    const [one, all] = [new Best(3), new Best(3)]
    values.forEach((value, index) => one.offer(index, value))
    all.offerAll(values)
    expect(all.ranked).toEqual(one.ranked)
    expect(all.ranked.map(({ index }) => index)).toEqual([6, 3, 4])
  })

  it('takes what there is when offered less', () => {
    const best = new Best(3)
    best.offer(4, -2)
    expect(best.ranked).toEqual([{ index: 4, value: -2 }])
  })
})
