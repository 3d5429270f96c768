import { expect, it } from 'vitest'
import { scoresOfLogits } from '../decode/candidates'
import { TokenRules } from '../decode/token-rules'
import { GreedyAndSamples } from './greedy-and-samples'

const logits = Float32Array.from([0.1, 0.2, 0.3, 0.4], Math.log)
const stopTokens = new Set([0])

function run(step: number, samples: number, image = 2): GreedyAndSamples {
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const limits = { maxTokens: 4, stopTokens, rules }
  const search = new GreedyAndSamples(limits, samples, { seed: 7, step, image })
  while (search.open.length > 0) search.advance(search.open.map(() => scoresOfLogits(logits)))
  return search
}
const tokensOf = (search: GreedyAndSamples) => search.samples.map(({ tokens }) => tokens)

it('has the most probable tokens beside the samples, with their log-probabilities', () => {
  const { greedy, samples } = run(0, 50)
  expect(greedy.tokens).toEqual([3, 3, 3, 3])
  expect(samples).toHaveLength(50)
  for (const { tokens, sum, stopped } of samples) {
    expect(stopped ? tokens.indexOf(0) : 3).toBe(tokens.length - 1)
    expect(sum).toBeCloseTo(
      tokens.reduce((total, id) => total + (logits[id] ?? 0), 0),
      5
    )
  }
})

it('draws each token as often as it is probable', () => {
  const counts = [0, 0, 0, 0]
  for (const [first = 0] of tokensOf(run(1, 4000))) counts[first] = (counts[first] ?? 0) + 1
  // Four standard deviations of a share of 0.4 in 4,000 draws.
  counts.forEach((count, id) => {
    expect(Math.abs(count / 4000 - Math.exp(logits[id] ?? 0))).toBeLessThan(0.031)
  })
})

it('draws the same for the same step and image, and other samples for others', () => {
  expect(tokensOf(run(3, 20))).toEqual(tokensOf(run(3, 20)))
  expect(tokensOf(run(3, 20))).not.toEqual(tokensOf(run(4, 20)))
  expect(tokensOf(run(3, 20))).not.toEqual(tokensOf(run(3, 20, 5)))
  // One more sample leaves those before it as they are.
  expect(tokensOf(run(3, 21)).slice(0, 20)).toEqual(tokensOf(run(3, 20)))
})
