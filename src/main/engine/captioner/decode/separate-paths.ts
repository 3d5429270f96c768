import type { RowScores } from './candidates'
import { Path } from './path'
import type { Hypothesis, ImageSearch, SearchLimits } from './search'

/** A search whose paths each choose one token at every step, without regard to the others. */
export abstract class SeparatePaths implements ImageSearch {
  #paths: readonly (Path | null)[]

  constructor(
    readonly limits: SearchLimits,
    count = 1
  ) {
    this.#paths = new Array<null>(count).fill(null)
  }

  /**
   * The token that follows, with its log-probability by the network.
   *
   * @param place Which of the paths it is.
   */
  protected abstract choose(
    scores: RowScores,
    path: Path | null,
    place: number
  ): { id: number; logProbability: number }

  abstract reach(length: number): number | null

  get open(): readonly (Path | null)[] {
    const open = this.#paths.filter((path) => !this.#isOver(path))
    // Before the first token all of them are the same.
    return open[0] === null ? [null] : open
  }

  advance(scores: readonly RowScores[]): void {
    let row = 0
    this.#paths = this.#paths.map((path, place) => {
      if (this.#isOver(path)) return path
      const own = scores[path ? row++ : 0]
      if (!own) throw new Error('a row of scores is missing')
      const { id, logProbability } = this.choose(own, path, place)
      const sum = (path?.sum ?? 0) + logProbability
      return Path.after(path, id, sum, this.limits.stopTokens.has(id))
    })
  }

  get found(): Hypothesis[] {
    return this.inOrder.sort((a, b) => b.score - a.score)
  }

  /** What each path has become, in the order of their places. */
  protected get inOrder(): Hypothesis[] {
    return this.#paths.flatMap((path) => (path ? [path.hypothesis(path.sum / path.length)] : []))
  }

  #isOver(path: Path | null): boolean {
    return path !== null && (path.stopped || path.length >= this.limits.maxTokens)
  }
}
