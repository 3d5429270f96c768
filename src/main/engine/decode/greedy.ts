import type { RowScores } from './candidates'
import { Path } from './path'
import type { Hypothesis, PictureSearch, SearchLimits } from './search'

/** A search that keeps one path and chooses one token at every step. */
export abstract class OnePathSearch implements PictureSearch {
  #path: Path | null = null

  constructor(readonly limits: SearchLimits) {}

  /** The token that follows, with its log-probability by the network. */
  protected abstract choose(
    scores: RowScores,
    path: Path | null
  ): { id: number; logProbability: number }

  abstract reach(length: number): number | null

  get open(): readonly (Path | null)[] {
    const path = this.#path
    return path && (path.stopped || path.length >= this.limits.maxTokens) ? [] : [path]
  }

  advance([scores]: readonly RowScores[]): void {
    if (!scores) throw new Error('one row of scores was expected')
    const { id, logProbability } = this.choose(scores, this.#path)
    const sum = (this.#path?.sum ?? 0) + logProbability
    this.#path = Path.after(this.#path, id, sum, this.limits.stopTokens.has(id))
  }

  get found(): Hypothesis[] {
    const path = this.#path
    return path ? [path.hypothesis(path.sum / path.length)] : []
  }
}

/** The most probable token at every step. */
export class GreedySearch extends OnePathSearch {
  reach(length: number): number {
    return this.limits.rules.reach(1, length)
  }

  protected choose(scores: RowScores, path: Path | null) {
    const [best] = this.limits.rules.best(scores, path, 1, 'logit')
    if (!best) throw new Error('the rules forbid every token')
    return best
  }
}
