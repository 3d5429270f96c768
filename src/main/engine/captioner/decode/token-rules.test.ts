import { describe, expect, it } from 'vitest'
import { scoresOfLogits } from './candidates'
import { Path } from './path'
import { TokenRules, type TokenRuleOptions } from './token-rules'

const rulesOf = (options: Partial<TokenRuleOptions>): TokenRules =>
  new TokenRules({
    minTokens: 0,
    repetitionPenalty: 1,
    noRepeatNgram: 0,
    stopTokens: new Set(),
    ...options
  })
const pathOf = (...tokens: number[]): Path | null =>
  tokens.reduce<Path | null>((path, token) => Path.after(path, token, 0, false), null)
const logits = Float32Array.of(4, 3, 2, 1, -1)
const scores = scoresOfLogits(logits)
const best = (rules: TokenRules, path: Path | null, count: number): number[] =>
  rules.best(scores, path, count, 'logit').map(({ id }) => id)

describe('the rules for the next token', () => {
  it('change nothing by default', () => {
    expect(best(rulesOf({}), pathOf(0, 1), 3)).toEqual([0, 1, 2])
    expect(rulesOf({}).logits(scores, pathOf(0, 1))).toEqual(logits)
  })

  it('forbid stop tokens until the caption is long enough', () => {
    const rules = rulesOf({ minTokens: 2, stopTokens: new Set([0]) })
    expect(best(rules, pathOf(3), 2)).toEqual([1, 2])
    expect(best(rules, pathOf(3, 3), 2)).toEqual([0, 1])
  })

  it('divide what is above zero and multiply what is below', () => {
    const rules = rulesOf({ repetitionPenalty: 4 })
    expect(best(rules, pathOf(0), 3)).toEqual([1, 2, 0])
    expect([...rules.logits(scores, pathOf(0, 4))]).toEqual([1, 3, 2, 1, -4])
  })

  it('forbid the token that would end a sequence for the second time', () => {
    const rules = rulesOf({ noRepeatNgram: 2 })
    expect(best(rules, pathOf(1, 0, 2, 1), 2)).toEqual([1, 2])
    expect(best(rules, pathOf(1), 2)).toEqual([0, 1])
    expect(best(rulesOf({ noRepeatNgram: 1 }), pathOf(0, 2), 2)).toEqual([1, 3])
  })

  it('find the best of all tokens among as many as they reach for', () => {
    const rules = rulesOf({ repetitionPenalty: 10, minTokens: 9, stopTokens: new Set([1]) })
    const path = pathOf(0, 2)
    const all = [...rules.logits(scores, path).entries()].sort((a, b) => b[1] - a[1])
    expect(best(rules, path, 3)).toEqual(all.slice(0, 3).map(([id]) => id))
  })
})
