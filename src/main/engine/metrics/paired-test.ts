import type { ScoreDifference, ScoreDifferences } from '../../../shared/domain'
import { philoxInto, RandomStream } from '../../base/random'
import {
  bootstrapFigures,
  COLUMNS,
  figuresOf,
  joinColumns,
  middle,
  type BootstrapDraws,
  type ItemRows
} from './bootstrap'

/** Places of the compared figures among those of `figuresOf`. */
const COMPARED = { bleuAverage: 4, rougeL: 5, ciderD: 6 } as const

/**
 * How `other` differs from `base`, both of the same items in the same order: the interval by the
 * paired bootstrap (Koehn, 2004), and p, two-sided, by approximate randomisation (Noreen, 1989; for
 * machine translation: Riezler and Maxwell, 2005), of which the observed one counts as a draw.
 *
 * @param beforeRound Awaited before each round; may throw to give up.
 */
export async function pairedTest(
  base: ItemRows,
  other: ItemRows,
  draws: BootstrapDraws,
  beforeRound: () => Promise<void>
): Promise<ScoreDifferences> {
  const drawnBase = await bootstrapFigures(base, draws, beforeRound)
  const drawnOther = await bootstrapFigures(other, draws, beforeRound)
  const { observed, atLeast } = await swapItems(base, other, draws, beforeRound)
  const differenceOf = (figure: number): ScoreDifference => ({
    value: observed[figure] ?? 0,
    interval: middle(
      (drawnOther[figure] ?? new Float64Array()).map(
        (value, round) => value - (drawnBase[figure]?.[round] ?? 0)
      )
    ),
    p: ((atLeast[figure] ?? 0) + 1) / (draws.rounds + 1)
  })
  return {
    bleuAverage: differenceOf(COMPARED.bleuAverage),
    rougeL: differenceOf(COMPARED.rougeL),
    ciderD: differenceOf(COMPARED.ciderD)
  }
}

/** The differences of the figures, and in how many rounds of swaps each was at least as large. */
async function swapItems(
  base: ItemRows,
  other: ItemRows,
  { rounds, seed }: BootstrapDraws,
  beforeRound: () => Promise<void>
): Promise<{ observed: number[]; atLeast: number[] }> {
  const items = base.rougeL.length
  const [one, two] = [joinColumns(base), joinColumns(other)]
  const all = sumColumns(one, items)
  const both = sumColumns(two, items).map((sum, column) => sum + (all[column] ?? 0))
  const differences = (ofOne: Float64Array): number[] => {
    const first = figuresOf(ofOne, items)
    const second = figuresOf(
      both.map((sum, column) => sum - (ofOne[column] ?? 0)),
      items
    )
    return second.map((value, figure) => value - (first[figure] ?? 0))
  }
  const observed = differences(all)
  const atLeast = observed.map(() => 0)
  for (let round = 0; round < rounds; round++) {
    await beforeRound()
    const swapped = sumColumns(one, items, two, coins(items, seed, round))
    differences(swapped).forEach((value, figure) => {
      // Sums in another order differ in their last bits.
      if (Math.abs(value) >= Math.abs(observed[figure] ?? 0) - 1e-12) {
        atLeast[figure] = (atLeast[figure] ?? 0) + 1
      }
    })
  }
  return { observed, atLeast }
}

/** The sum of each of the columns of `one`, with the items of `two` where a coin says so. */
function sumColumns(
  one: Float64Array,
  items: number,
  two: Float64Array = one,
  swap: Uint8Array = new Uint8Array(items)
): Float64Array {
  const sums = new Float64Array(COLUMNS)
  for (let column = 0; column < COLUMNS; column++) {
    let sum = 0
    for (let item = 0; item < items; item++) {
      const place = column * items + item
      sum += (swap[item] === 1 ? two[place] : one[place]) ?? 0
    }
    sums[column] = sum
  }
  return sums
}

/** [items]: 0 or 1, by the seed and the round alone. */
function coins(items: number, seed: number, round: number): Uint8Array {
  const tosses = new Uint8Array(items)
  const four = new Uint32Array(4)
  for (let item = 0; item < items; item++) {
    if (item % 128 === 0) philoxInto(four, item / 128, round, RandomStream.swaps, 0, seed, 0)
    tosses[item] = ((four[(item % 128) >> 5] ?? 0) >>> (item & 31)) & 1
  }
  return tosses
}
