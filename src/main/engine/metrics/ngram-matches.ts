import { compareNgrams, ORDERS, type NgramComparison } from './compare-ngrams'
import type { Corpus } from './corpus'

/** One value for each n-gram order, 1 to 4. */
export type ByOrder = [number, number, number, number]

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

/** Columns of a row of matches: correct and guess of each order, then both lengths. */
export const MATCH_COLUMNS = 2 * ORDERS + 2

/** [items, MATCH_COLUMNS], row-major. */
export function matchRows(
  corpus: Corpus,
  { correct }: Pick<NgramComparison, 'correct'> = compareNgrams(corpus)
): Float64Array {
  const { items, starts, firsts } = corpus
  const rows = new Float64Array(MATCH_COLUMNS * items)
  const lengthOf = (text: number) => (starts[text + 1] ?? 0) - (starts[text] ?? 0)
  for (let item = 0; item < items; item++) {
    const hypothesis = firsts[item] ?? 0
    const length = lengthOf(hypothesis)
    const row = MATCH_COLUMNS * item
    for (let index = 0; index < ORDERS; index++) {
      rows[row + index] = correct[ORDERS * item + index] ?? 0
      rows[row + ORDERS + index] = Math.max(0, length - index)
    }
    let closest = lengthOf(hypothesis + 1)
    for (let text = hypothesis + 2; text < (firsts[item + 1] ?? 0); text++) {
      const other = lengthOf(text)
      const nearer = Math.abs(other - length) - Math.abs(closest - length)
      if (nearer < 0 || (nearer === 0 && other < closest)) closest = other
    }
    rows[row + 2 * ORDERS] = length
    rows[row + 2 * ORDERS + 1] = closest
  }
  return rows
}

/** The matches that a row, or the sum of some rows, stands for. */
export function matchesOf(rows: Float64Array, item = 0): NgramMatches {
  const at = (column: number): number => rows[MATCH_COLUMNS * item + column] ?? 0
  return {
    correct: [at(0), at(1), at(2), at(3)],
    guess: [at(4), at(5), at(6), at(7)],
    hypothesisLength: at(8),
    referenceLength: at(9)
  }
}

/** The sum over all items. */
export function sumMatches(rows: Float64Array): NgramMatches {
  const sums = new Float64Array(MATCH_COLUMNS)
  for (let place = 0; place < rows.length; place++) {
    const column = place % MATCH_COLUMNS
    sums[column] = (sums[column] ?? 0) + (rows[place] ?? 0)
  }
  return matchesOf(sums)
}
