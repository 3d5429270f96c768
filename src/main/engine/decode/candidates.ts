import { Best, logSum } from './log-probabilities'

/** A token that may come next. */
export interface Candidate {
  id: number
  /** As the network gives it. */
  logit: number
  logProbability: number
}

/** What the network says of the next token of one row. */
export interface RowScores {
  /** The most probable tokens, best first. */
  best(count: number): Candidate[]
  /** Unnormalised scores of all tokens, [vocabulary]; throws where only the best were asked for. */
  logits(): Float32Array
}

/** Scores from all logits of a row, [vocabulary]. */
export function scoresOfLogits(logits: Float32Array): RowScores {
  return {
    logits: () => logits,
    best: (count) => {
      const shift = logSum(logits)
      const best = new Best(count)
      logits.forEach((logit, id) => best.offer(id, logit))
      return best.ranked.map(({ index, value }) => ({
        id: index,
        logit: value,
        logProbability: value - shift
      }))
    }
  }
}

/** Scores of a row of which the graph has ranked the best: three parts of equal length. */
export function scoresOfRanked(
  ids: BigInt64Array,
  logits: Float32Array,
  logProbabilities: Float32Array
): RowScores {
  return {
    logits: () => {
      throw new Error('only the best candidates were asked for')
    },
    best: (count) =>
      Array.from({ length: Math.min(count, ids.length) }, (_, place) => ({
        id: Number(ids[place]),
        logit: logits[place] ?? Number.NEGATIVE_INFINITY,
        logProbability: logProbabilities[place] ?? Number.NEGATIVE_INFINITY
      }))
  }
}
