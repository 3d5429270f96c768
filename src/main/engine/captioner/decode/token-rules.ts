import type { Candidate, RowScores } from './candidates'
import type { Path } from './path'

/** A candidate after the rules: `value` is what the search goes by. */
export interface RuledCandidate {
  id: number
  value: number
  /** By the network alone. */
  logProbability: number
}

export interface TokenRuleOptions {
  /** No stop token before this many tokens. */
  minTokens: number
  /**
   * Divides positive scores of the tokens that the caption already has, and multiplies negative
   * ones (Keskar et al., 2019); at least 1, which changes nothing.
   */
  repetitionPenalty: number
  /** No sequence of this many tokens twice in a caption; 0 allows it. */
  noRepeatNgram: number
  stopTokens: ReadonlySet<number>
}

/**
 * Which tokens may follow, and at what price, in the order of Hugging Face's `generate`: repetition
 * penalty, n-gram blocking, shortest length. Each rule only ever lowers a score, and of few tokens:
 * so the best by the rules are among somewhat more of the best by the network.
 */
export class TokenRules {
  constructor(readonly options: TokenRuleOptions) {}

  /** How many of the best by the network hold the `count` best after a path of `length` tokens. */
  reach(count: number, length: number): number {
    const { minTokens, repetitionPenalty, noRepeatNgram, stopTokens } = this.options
    return (
      count +
      (repetitionPenalty > 1 || noRepeatNgram > 0 ? length : 0) +
      (length < minTokens ? stopTokens.size : 0)
    )
  }

  /** The `count` best continuations of a path, best first, by logit or by log-probability. */
  best(
    scores: RowScores,
    path: Path | null,
    count: number,
    by: 'logit' | 'logProbability'
  ): RuledCandidate[] {
    const candidates = scores.best(this.reach(count, path?.length ?? 0))
    return this.#rule(candidates, path, by).slice(0, count)
  }

  /** Logits of all tokens after the rules; a forbidden one has -∞. */
  logits(scores: RowScores, path: Path | null): Float32Array {
    const logits = scores.logits().slice()
    const tokens = path?.tokens ?? []
    for (const id of new Set(tokens)) logits[id] = this.#penalised(logits[id] ?? 0)
    for (const id of this.#forbidden(tokens)) logits[id] = Number.NEGATIVE_INFINITY
    return logits
  }

  #rule(
    candidates: readonly Candidate[],
    path: Path | null,
    by: 'logit' | 'logProbability'
  ): RuledCandidate[] {
    const tokens = path?.tokens ?? []
    const said = new Set(tokens)
    const forbidden = this.#forbidden(tokens)
    return candidates
      .filter(({ id }) => !forbidden.has(id))
      .map((candidate) => {
        const { id, logProbability } = candidate
        const score = candidate[by]
        return { id, logProbability, value: said.has(id) ? this.#penalised(score) : score }
      })
      .sort((a, b) => b.value - a.value)
  }

  #penalised(score: number): number {
    const { repetitionPenalty } = this.options
    return score > 0 ? score / repetitionPenalty : score * repetitionPenalty
  }

  #forbidden(tokens: readonly number[]): Set<number> {
    const { minTokens, noRepeatNgram, stopTokens } = this.options
    const forbidden = new Set(tokens.length < minTokens ? stopTokens : [])
    if (noRepeatNgram > 0 && tokens.length >= noRepeatNgram) {
      const known = noRepeatNgram - 1
      const last = tokens.slice(tokens.length - known)
      for (let from = 0; from + known < tokens.length; from++) {
        const next = tokens[from + known]
        if (next !== undefined && last.every((token, place) => token === tokens[from + place])) {
          forbidden.add(next)
        }
      }
    }
    return forbidden
  }
}
