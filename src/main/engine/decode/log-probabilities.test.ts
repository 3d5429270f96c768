import { describe, expect, it } from 'vitest'
import { Best, logProbabilities } from './log-probabilities'

describe('logProbabilities', () => {
  it('sum to one in the right row, also for large logits', () => {
    const row = logProbabilities(Float32Array.of(0, 0, 1000, 0), 1, 2)
    expect([...row]).toEqual([0, -1000])
    const even = logProbabilities(Float32Array.of(500, 500), 0, 2)
    expect(even[0]).toBeCloseTo(Math.log(0.5), 12)
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

  it('takes what there is when offered less', () => {
    const best = new Best(3)
    best.offer(4, -2)
    expect(best.ranked).toEqual([{ index: 4, value: -2 }])
  })
})
