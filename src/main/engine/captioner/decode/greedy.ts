import type { RowScores } from './candidates'
import type { Path } from './path'
import { SeparatePaths } from './separate-paths'

/** The most probable token at every step. */
export class GreedySearch extends SeparatePaths {
  reach(length: number): number {
    return this.limits.rules.reach(1, length)
  }

  protected choose(scores: RowScores, path: Path | null) {
    const [best] = this.limits.rules.best(scores, path, 1, 'logit')
    if (!best) throw new Error('the rules forbid every token')
    return best
  }
}
