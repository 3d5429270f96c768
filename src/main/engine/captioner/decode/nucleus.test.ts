import { describe, expect, it } from 'vitest'
import { scoresOfLogits } from './candidates'
import { nucleus, NucleusSearch } from './nucleus'
import type { Hypothesis } from './search'
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

it('draws each token as often as it is probable, from the image and the seed alone', () => {
  const stopTokens = new Set<number>()
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const drawn = (image: number, seed: number): number => {
    const limits = { maxTokens: 1, stopTokens, rules }
    const search = new NucleusSearch(limits, { ...everything, seed }, image)
    search.advance([scoresOfLogits(logits)])
    return search.found[0]?.tokens[0] ?? -1
  }
  const images = 4000
  const counts = [0, 0, 0, 0]
  for (let image = 0; image < images; image++) {
    const id = drawn(image, 3)
    counts[id] = (counts[id] ?? 0) + 1
  }
  // Four standard deviations of a share of 0.4 in 4,000 draws.
  counts.forEach((count, id) => {
    expect(Math.abs(count / images - Math.exp(logits[id] ?? 0))).toBeLessThan(0.031)
  })
  expect(drawn(5, 3)).toBe(drawn(5, 3))
})

it('draws several samples for an image, the first as if it were alone', () => {
  const stopTokens = new Set([3])
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const run = (samples: number): Hypothesis[] => {
    const limits = { maxTokens: 6, stopTokens, rules }
    const search = new NucleusSearch(limits, { ...everything, seed: 3, samples }, 5)
    while (search.open.length > 0) search.advance(search.open.map(() => scoresOfLogits(logits)))
    return search.found
  }
  const found = run(40)
  expect(found).toHaveLength(40)
  expect(found.map(({ tokens }) => tokens)).toContainEqual(run(1)[0]?.tokens)
  const scores = found.map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  for (const { tokens, stopped } of found) {
    expect(stopped ? tokens.indexOf(3) : 5).toBe(tokens.length - 1)
  }
  expect(new Set(found.map(({ tokens }) => tokens.join())).size).toBeGreaterThan(5)
})
