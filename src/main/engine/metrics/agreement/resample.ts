import type { Interval } from '../../../../shared/domain'
import { philoxInto, RandomStream } from '../../../base/random'
import { middle, type BootstrapDraws } from '../bootstrap'

/** Rounds between two looks at what else is to be done. */
const TOGETHER = 25

/**
 * Draws as many items as there are, with replacement, in each round (percentile bootstrap: Efron, 1979),
 * and calls `each` with how often each was drawn, [items]. The draws depend on `seed` and the number of
 * items alone.
 */
export async function resample(
  items: number,
  { rounds, seed }: BootstrapDraws,
  yieldNow: () => Promise<void>,
  each: (times: Uint16Array, round: number) => void
): Promise<void> {
  const four = new Uint32Array(4)
  const times = new Uint16Array(items)
  for (let round = 0; round < rounds; round++) {
    if (round % TOGETHER === 0) await yieldNow()
    times.fill(0)
    for (let block = 0; 4 * block < items; block++) {
      philoxInto(four, block, round, RandomStream.bootstrap, 0, seed, 0)
      for (let lane = Math.min(4, items - 4 * block) - 1; lane >= 0; lane--) {
        const item = Math.floor(((four[lane] ?? 0) / 2 ** 32) * items)
        times[item] = (times[item] ?? 0) + 1
      }
    }
    each(times, round)
  }
}

/** The middle 95 % of the mean of each list of values when their items are resampled together. */
export async function meanIntervals(
  lists: readonly Float64Array[],
  draws: BootstrapDraws,
  yieldNow: () => Promise<void>
): Promise<Interval[]> {
  const items = lists[0]?.length ?? 0
  const means = lists.map(() => new Float64Array(draws.rounds))
  await resample(items, draws, yieldNow, (times, round) => {
    lists.forEach((values, list) => {
      let sum = 0
      for (let item = 0; item < items; item++) sum += (times[item] ?? 0) * (values[item] ?? 0)
      const kept = means[list]
      if (kept) kept[round] = sum / items
    })
  })
  return means.map(middle)
}
