import type { Interval, Scores } from '../../../shared/domain'
import { philoxInto, RandomStream } from '../../base/random'
import { bleuOf } from './bleu'
import { MATCH_COLUMNS, matchesOf } from './ngram-matches'

export interface ItemRows {
  /** [items, MATCH_COLUMNS], as `matchRows` gives them. */
  matches: Float64Array
  /** [items] each. */
  rougeL: Float64Array
  ciderD: Float64Array
}

/** What is summed of each item: the matches, ROUGE-L and CIDEr-D. */
export const COLUMNS = MATCH_COLUMNS + 2

/**
 * The middle 95 % of each figure when the items are resampled, with replacement: the percentile
 * bootstrap (Efron, 1979; for BLEU: Koehn, 2004) over items. CIDEr-D keeps the document
 * frequencies of the whole corpus. The draws depend on `seed` alone.
 *
 * @param beforeRound Awaited before each of the `rounds`; may throw to give up.
 */
export async function bootstrapIntervals(
  scores: ItemRows,
  draws: BootstrapDraws,
  beforeRound: () => Promise<void>
): Promise<NonNullable<Scores['intervals']>> {
  const figures = await bootstrapFigures(scores, draws, beforeRound)
  const [one, two, three, four, bleuAverage, rougeL, ciderD] = figures.map(middle)
  const none: Interval = [0, 0]
  return {
    bleu: [one ?? none, two ?? none, three ?? none, four ?? none],
    bleuAverage: bleuAverage ?? none,
    rougeL: rougeL ?? none,
    ciderD: ciderD ?? none
  }
}

export interface BootstrapDraws {
  rounds: number
  seed: number
}

/**
 * BLEU-1 to BLEU-4, their mean, ROUGE-L and CIDEr-D of each round, [rounds] each. Corpora of as many
 * items are drawn alike.
 */
export async function bootstrapFigures(
  scores: ItemRows,
  { rounds, seed }: BootstrapDraws,
  beforeRound: () => Promise<void>
): Promise<Float64Array[]> {
  const items = scores.rougeL.length
  const columns = joinColumns(scores)
  const figures = Array.from({ length: 7 }, () => new Float64Array(rounds))
  for (let round = 0; round < rounds; round++) {
    await beforeRound()
    figuresOf(sumOfDraws(columns, items, seed, round), items).forEach((value, index) => {
      const figure = figures[index]
      if (figure) figure[round] = value
    })
  }
  return figures
}

/** The figures of [COLUMNS] sums over `items`: BLEU-1 to BLEU-4, their mean, ROUGE-L, CIDEr-D. */
export function figuresOf(sums: Float64Array, items: number): number[] {
  const { bleu, average } = bleuOf(matchesOf(sums))
  const means = [sums[MATCH_COLUMNS] ?? 0, sums[MATCH_COLUMNS + 1] ?? 0].map((sum) => sum / items)
  return [...bleu, average, ...means]
}

/** [COLUMNS, items]: column after column, so that each is read in one go. */
export function joinColumns({ matches, rougeL, ciderD }: ItemRows): Float64Array {
  const items = rougeL.length
  const columns = new Float64Array(COLUMNS * items)
  for (let place = 0; place < matches.length; place++) {
    const column = place % MATCH_COLUMNS
    columns[items * column + (place - column) / MATCH_COLUMNS] = matches[place] ?? 0
  }
  columns.set(rougeL, items * MATCH_COLUMNS)
  columns.set(ciderD, items * (MATCH_COLUMNS + 1))
  return columns
}

/** The sum of as many rows as there are items, each drawn from all. */
function sumOfDraws(
  columns: Float64Array,
  items: number,
  seed: number,
  round: number
): Float64Array {
  const times = new Uint8Array(items)
  const four = new Uint32Array(4)
  for (let block = 0; 4 * block < items; block++) {
    philoxInto(four, block, round, RandomStream.bootstrap, 0, seed, 0)
    for (let lane = Math.min(4, items - 4 * block) - 1; lane >= 0; lane--) {
      const item = Math.floor(((four[lane] ?? 0) / 2 ** 32) * items)
      times[item] = (times[item] ?? 0) + 1
    }
  }
  const sums = new Float64Array(COLUMNS)
  // Four sums side by side, since each addition waits for the one before it.
  for (let column = 0; column < COLUMNS; column += 4) {
    const [first = 0, second = 0, third = 0, fourth = 0] = [0, 1, 2, 3].map(
      (next) => items * (column + next)
    )
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let item = 0; item < items; item++) {
      const weight = times[item] ?? 0
      a += weight * (columns[first + item] ?? 0)
      b += weight * (columns[second + item] ?? 0)
      c += weight * (columns[third + item] ?? 0)
      d += weight * (columns[fourth + item] ?? 0)
    }
    sums.set([a, b, c, d], column)
  }
  return sums
}

/** The 2.5th and the 97.5th percentile, between the two nearest values. */
export function middle(values: Float64Array): Interval {
  const sorted = values.toSorted()
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
    return low + (high - low) * (place % 1)
  }
  return [at(0.025), at(0.975)]
}
