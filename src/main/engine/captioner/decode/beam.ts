import type { RowScores } from './candidates'
import { Path } from './path'
import type { Hypothesis, ImageSearch, SearchLimits } from './search'

export interface BeamOptions {
  width: number
  /** A finished caption's sum is divided by its length to this power; 0 ranks by the sum. */
  lengthPenalty: number
  /**
   * When to give up the running beams, once as many captions as beams are finished: `full` at once;
   * `likely` when the best running one would lose at its present length; `never` unless it would
   * lose at any length.
   */
  earlyStop: 'full' | 'likely' | 'never'
}

interface Finished {
  path: Path
  score: number
}

/**
 * Beam search with a pool of finished captions beside the running beams, as Hugging Face's
 * `generate` has it: running beams are ranked by their sum, finished ones by their sum over their
 * length to a power. Its `early_stopping` True, False and "never" are `full`, `likely` and `never`.
 */
export class BeamSearch implements ImageSearch {
  #running: readonly (Path | null)[] = [null]
  #finished: Finished[] = []

  constructor(
    readonly limits: SearchLimits,
    readonly options: BeamOptions
  ) {}

  reach(length: number): number {
    return this.limits.rules.reach(this.#considered, length)
  }

  get open(): readonly (Path | null)[] {
    return this.#running
  }

  advance(scores: readonly RowScores[]): void {
    const { rules, stopTokens, maxTokens } = this.limits
    const { width } = this.options
    const continuations = this.#running
      .flatMap((path, row) => {
        const rowScores = scores[row]
        if (!rowScores) throw new Error('a row of scores is missing')
        return rules
          .best(rowScores, path, this.#considered, 'logProbability')
          .map(({ id, value }) => ({ path, id, sum: (path?.sum ?? 0) + value }))
      })
      .sort((a, b) => b.sum - a.sum)
      .slice(0, this.#considered)
      .map(({ path, id, sum }) => Path.after(path, id, sum, stopTokens.has(id)))

    const ends = (path: Path): boolean => path.stopped || path.length >= maxTokens
    // One that ends counts only if it would have been kept as a running beam.
    for (const path of continuations.slice(0, width)) if (ends(path)) this.#finish(path)
    const running = continuations.filter((path) => !ends(path)).slice(0, width)
    this.#running = this.#mayImprove(running) ? running : []
  }

  get found(): Hypothesis[] {
    return this.#finished.map(({ path, score }) => path.hypothesis(score))
  }

  /** Of so many best, enough continue even if every stop token is among them for every beam. */
  get #considered(): number {
    return Math.max(2, 1 + this.limits.stopTokens.size) * this.options.width
  }

  #finish(path: Path): void {
    const score = path.sum / path.length ** this.options.lengthPenalty
    this.#finished.push({ path, score })
    this.#finished.sort((a, b) => b.score - a.score)
    this.#finished.splice(this.options.width)
  }

  #mayImprove([best]: readonly Path[]): boolean {
    const { width, earlyStop, lengthPenalty } = this.options
    const worst = this.#finished[width - 1]
    if (!best || !worst) return true
    if (earlyStop === 'full') return false
    const length = earlyStop === 'never' && lengthPenalty > 0 ? this.limits.maxTokens : best.length
    return best.sum / length ** lengthPenalty > worst.score
  }
}
