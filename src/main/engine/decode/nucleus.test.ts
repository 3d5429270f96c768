import { describe, expect, it } from 'vitest'
import { scoresOfLogits } from './candidates'
import { nucleus, NucleusSearch } from './nucleus'
import { TokenRules } from './token-rules'

const logits = Float32Array.from([0.4, 0.3, 0.2, 0.1], Math.log)
const everything = { temperature: 1, topP: 1, topK: 0 }
const ids = (options: Partial<typeof everything>): number[] =>
  nucleus(logits, { ...everything, ...options }).map(({ id }) => id)

describe('nucleus', () => {
  it('ends with the token by which the sum passes the limit', () => {
    expect(ids({ topP: 0.35 })).toEqual([0])
    expect(ids({ topP: 0.65 })).toEqual([0, 1])
    expect(ids({})).toEqual([0, 1, 2, 3])
  })

  it('applies temperature, then the number, then the sum', () => {
    expect(ids({ topK: 2 })).toEqual([0, 1])
    // Of the two that are kept the first has 4/7.
    expect(ids({ topK: 2, topP: 0.5 })).toEqual([0])
    const [cold] = nucleus(logits, { ...everything, temperature: 0.5 })
    expect(cold?.probability).toBeCloseTo(0.16 / 0.3, 6)
  })
})

it('draws each token as often as it is probable, from the picture and the seed alone', () => {
  const stopTokens = new Set<number>()
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const drawn = (picture: number, seed: number): number => {
    const limits = { maxTokens: 1, stopTokens, rules }
    const search = new NucleusSearch(limits, { ...everything, seed }, picture)
    search.advance([scoresOfLogits(logits)])
    return search.found[0]?.tokens[0] ?? -1
  }
  const pictures = 4000
  const counts = [0, 0, 0, 0]
  for (let picture = 0; picture < pictures; picture++) {
    const id = drawn(picture, 3)
    counts[id] = (counts[id] ?? 0) + 1
  }
  // Four standard deviations of a share of 0.4 in 4,000 draws.
  counts.forEach((count, id) => {
    expect(Math.abs(count / pictures - Math.exp(logits[id] ?? 0))).toBeLessThan(0.031)
  })
  expect(drawn(5, 3)).toBe(drawn(5, 3))
})
