import type { HostTensor } from '../../tensor/tensor'
import { WeightAverage, type Weights } from './weight-average'

export interface Soup {
  weights: Record<string, HostTensor>
  /** The validation loss of each candidate by itself, in their order. */
  losses: number[]
  /** Places of the candidates that are averaged, best first. */
  taken: number[]
  /** The validation loss of the average. */
  loss: number
}

/**
 * The greedy soup of Wortsman et al. (2022, algorithm 1): from the candidate with the lowest
 * validation loss on, each next one stays in the average unless it raises the average's loss.
 *
 * @param load Reads the weights of a candidate by its place; each is read twice, so that only one is
 *   in memory beside the average.
 */
export async function greedySoup(
  count: number,
  load: (place: number) => Promise<Weights>,
  judge: (weights: Weights) => Promise<number>
): Promise<Soup> {
  const losses: number[] = []
  for (let place = 0; place < count; place++) losses.push(await judge(await load(place)))
  const lossOf = (place: number): number => {
    const loss = losses[place] ?? Number.NaN
    return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss
  }
  const ranked = [...losses.keys()].sort((a, b) => lossOf(a) - lossOf(b) || a - b)
  const average = new WeightAverage()
  const taken: number[] = []
  let loss = Number.POSITIVE_INFINITY
  for (const place of ranked) {
    const weights = await load(place)
    const found = taken.length === 0 ? lossOf(place) : await judge(average.mean(weights))
    // Also where it is not a number.
    if (!(found <= loss)) continue
    average.add(weights)
    taken.push(place)
    loss = found
  }
  return { weights: average.mean(), losses, taken, loss }
}
