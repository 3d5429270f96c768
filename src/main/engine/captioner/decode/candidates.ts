import type { Feeds } from '../../runtime/session'
import { floatData } from '../../tensor/tensor'
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
  /** log Σ exp of them; throws as `logits` does. */
  logSum(): number
}

/**
 * Scores from all logits of a row, [vocabulary].
 *
 * @param shift log Σ exp of them, where it is known.
 */
export function scoresOfLogits(logits: Float32Array, shift = logSum(logits)): RowScores {
  return {
    logits: () => logits,
    logSum: () => shift,
    best: (count) => {
      const best = new Best(count)
      best.offerAll(logits)
      return best.ranked.map(({ index, value }) => ({
        id: index,
        logit: value,
        logProbability: value - shift
      }))
    }
  }
}

/** For what needs all tokens. */
export function onlyTheBest(): never {
  throw new Error('only the best candidates were asked for')
}

/** Scores of a row of which the graph has ranked the best: three parts of equal length. */
function scoresOfRanked(
  ids: BigInt64Array,
  logits: Float32Array,
  logProbabilities: Float32Array
): RowScores {
  return {
    logits: onlyTheBest,
    logSum: onlyTheBest,
    best: (count) =>
      Array.from({ length: Math.min(count, ids.length) }, (_, place) => ({
        id: Number(ids[place]),
        logit: logits[place] ?? Number.NEGATIVE_INFINITY,
        logProbability: logProbabilities[place] ?? Number.NEGATIVE_INFINITY
      }))
  }
}

/**
 * The scores of each image's paths from a graph's outputs: see `ScoresForm`.
 *
 * @param counts Paths of each image.
 * @param width Rows of an image, at least as many.
 */
export function rowScores(outputs: Feeds, counts: readonly number[], width: number): RowScores[][] {
  const all = outputs['logits']
  const best = outputs['best.ids']
  const size = (all ?? best)?.dims[1] ?? 0
  const sums = all ? floatData(outputs['logSums']) : new Float32Array()
  const scoresOf = (row: number): RowScores => {
    const [from, to] = [row * size, (row + 1) * size]
    if (all) return scoresOfLogits(floatData(all).subarray(from, to), sums[row])
    if (!(best?.data instanceof BigInt64Array)) throw new Error('the graph ranked no tokens')
    return scoresOfRanked(
      best.data.subarray(from, to),
      floatData(outputs['best.logits']).subarray(from, to),
      floatData(outputs['best.logProbabilities']).subarray(from, to)
    )
  }
  return counts.map((count, image) =>
    Array.from({ length: count }, (_, place) => scoresOf(image * width + place))
  )
}
