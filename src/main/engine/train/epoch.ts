import type { RunConfig } from '../../../shared/domain'
import type { ExampleSets, TaskExample } from './examples'
import { RandomStream, shuffled } from './random'

/** The examples of one epoch before shuffling: each task's set as often as the mix says. */
export function mixTasks(train: ExampleSets['train'], config: RunConfig): TaskExample[] {
  const repeat = (examples: TaskExample[], times: number): TaskExample[] =>
    Array.from({ length: times }, () => examples).flat()
  return [...repeat(train.caption, config.captionRepeat), ...repeat(train.pair, config.pairRepeat)]
}

/**
 * The batches of an epoch, from 0: the whole mix shuffled together, the last partial batch dropped.
 * The order follows from (seed, epoch) alone.
 */
export function epochBatches(
  mix: readonly TaskExample[],
  { seed, batchSize }: Pick<RunConfig, 'seed' | 'batchSize'>,
  epoch: number
): TaskExample[][] {
  const order = shuffled(mix.length, seed, RandomStream.order, epoch)
  return Array.from({ length: Math.floor(mix.length / batchSize) }, (_, batch) =>
    order
      .slice(batch * batchSize, (batch + 1) * batchSize)
      .flatMap((position) => mix[position] ?? [])
  )
}
