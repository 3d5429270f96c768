import { countNgrams } from './words'

/** One value for each n-gram order, 1 to 4. */
export type ByOrder = [number, number, number, number]
export const orders = [1, 2, 3, 4] as const

/** What BLEU is made of; the sums over items make the corpus figure. */
export interface NgramMatches {
  /** N-grams of the hypothesis that a reference has, each no more often than in one reference. */
  correct: ByOrder
  /** N-grams of the hypothesis. */
  guess: ByOrder
  hypothesisLength: number
  /** Length of the reference closest in length; of two equally close, the shorter. */
  referenceLength: number
}

/** Compares one tokenised hypothesis with its references. */
export function matchNgrams(
  hypothesis: readonly string[],
  references: readonly (readonly string[])[]
): NgramMatches {
  const correct = orders.map((n) => {
    const inReferences = references.map((reference) => countNgrams(reference, n))
    let matches = 0
    for (const [ngram, count] of countNgrams(hypothesis, n)) {
      const most = Math.max(0, ...inReferences.map((counts) => counts.get(ngram) ?? 0))
      matches += Math.min(count, most)
    }
    return matches
  }) as ByOrder
  const length = hypothesis.length
  return {
    correct,
    guess: orders.map((n) => Math.max(0, length - n + 1)) as ByOrder,
    hypothesisLength: length,
    referenceLength: references
      .map((reference) => reference.length)
      .reduce((best, other) => {
        const nearer = Math.abs(other - length) - Math.abs(best - length)
        return nearer < 0 || (nearer === 0 && other < best) ? other : best
      })
  }
}

/** Sums over all items. */
export function addMatches(items: readonly NgramMatches[]): NgramMatches {
  const sum = (value: (item: NgramMatches) => number): number =>
    items.reduce((total, item) => total + value(item), 0)
  return {
    correct: orders.map((n) => sum((item) => item.correct[n - 1] ?? 0)) as ByOrder,
    guess: orders.map((n) => sum((item) => item.guess[n - 1] ?? 0)) as ByOrder,
    hypothesisLength: sum((item) => item.hypothesisLength),
    referenceLength: sum((item) => item.referenceLength)
  }
}
