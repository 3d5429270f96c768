import type { RowScores } from './candidates'
import { Best } from './log-probabilities'
import { Path } from './path'
import type { Hypothesis, ImageSearch, SearchLimits } from './search'

/**
 * The beam search of ClipCap and of the recipe (`generate_beam`). Beams are ranked at every step by
 * the mean log-probability of their tokens. A finished beam stays among the others with its score
 * and its length, and can be pushed out; the search ends when all kept beams are finished.
 */
export class ClipcapBeamSearch implements ImageSearch {
  #beams: readonly (Path | null)[] = [null]

  constructor(
    readonly limits: SearchLimits,
    readonly width: number
  ) {}

  reach(length: number): number {
    return this.limits.rules.reach(this.width, length)
  }

  get open(): readonly (Path | null)[] {
    const { maxTokens } = this.limits
    return this.#beams.filter((path) => !path || (!path.stopped && path.length < maxTokens))
  }

  advance(scores: readonly RowScores[]): void {
    const { rules, stopTokens } = this.limits
    const best = new Best(this.width)
    const grown: Path[] = []
    const offer = (path: Path): void => best.offer(grown.push(path) - 1, path.sum / path.length)
    const rows = scores.values()
    for (const path of this.#beams) {
      if (path?.stopped) {
        offer(path)
        continue
      }
      const row = rows.next().value
      if (!row) throw new Error('a row of scores is missing')
      for (const { id, value } of rules.best(row, path, this.width, 'logProbability')) {
        offer(Path.after(path, id, (path?.sum ?? 0) + value, stopTokens.has(id)))
      }
    }
    this.#beams = best.ranked.flatMap(({ index }) => grown[index] ?? [])
  }

  get found(): Hypothesis[] {
    return this.#beams
      .flatMap((path) => (path ? path.hypothesis(path.sum / path.length) : []))
      .sort((a, b) => b.score - a.score)
  }
}
