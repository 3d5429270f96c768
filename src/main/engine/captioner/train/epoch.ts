import type { RunConfig } from '../../../../shared/domain'
import type { ExampleSets, TaskExample } from './examples'
import { RandomStream, shuffled } from '../../../base/random'

/** The batches of one optimizer step; more than one with accumulation. */
export type StepBatches = TaskExample[][]

type Batching = Pick<
  RunConfig,
  'seed' | 'batchSize' | 'batchTokens' | 'lengthBuckets' | 'accumulate'
>

/** Batches whose examples are sorted by length together, where batches are bucketed. */
const BUCKET_BATCHES = 50

/** The examples of one epoch before shuffling: each task's set as often as the mix or its source says. */
export function mixTasks(train: ExampleSets['train'], config: RunConfig): TaskExample[] {
  const repeat = (examples: TaskExample[], times: number): TaskExample[] => {
    const most = examples.reduce((most, one) => Math.max(most, one.repeat ?? times), 0)
    return Array.from({ length: most }, (_, round) =>
      examples.filter((one) => round < (one.repeat ?? times))
    ).flat()
  }
  return [...repeat(train.caption, config.captionRepeat), ...repeat(train.pair, config.pairRepeat)]
}

/**
 * The steps of an epoch, from 0: the whole mix shuffled together and cut into batches. A last
 * partial batch is dropped, and so is a last step that is short of batches. The order follows from
 * (seed, epoch) alone.
 */
export function epochSteps(
  mix: readonly TaskExample[],
  config: Batching,
  epoch: number
): StepBatches[] {
  const order = shuffled(mix.length, config.seed, RandomStream.order, epoch)
  const examples = order.flatMap((position) => mix[position] ?? [])
  const batches = config.lengthBuckets
    ? bucketedBatches(examples, config, epoch)
    : cutBatches(examples, config)
  return Array.from({ length: Math.floor(batches.length / config.accumulate) }, (_, step) =>
    batches.slice(step * config.accumulate, (step + 1) * config.accumulate)
  )
}

/** Sorts by length within pieces of many batches, so that batches stay random and little is padded. */
function bucketedBatches(
  examples: readonly TaskExample[],
  config: Batching,
  epoch: number
): TaskExample[][] {
  const piece = config.batchSize * BUCKET_BATCHES
  const batches: TaskExample[][] = []
  for (let from = 0; from < examples.length; from += piece) {
    const sorted = examples
      .slice(from, from + piece)
      .sort((a, b) => a.tokens.length - b.tokens.length)
    batches.push(...cutBatches(sorted, config))
  }
  const order = shuffled(batches.length, config.seed, RandomStream.batchOrder, epoch)
  return order.flatMap((position) => [batches[position] ?? []])
}

function cutBatches(
  examples: readonly TaskExample[],
  { batchSize, batchTokens }: Batching
): TaskExample[][] {
  if (batchTokens > 0) return cutByTokens(examples, batchTokens)
  return Array.from({ length: Math.floor(examples.length / batchSize) }, (_, batch) =>
    examples.slice(batch * batchSize, (batch + 1) * batchSize)
  )
}

/** Fills each batch while examples · longest stays within the limit; none is dropped. */
function cutByTokens(examples: readonly TaskExample[], limit: number): TaskExample[][] {
  const batches: TaskExample[][] = []
  let batch: TaskExample[] = []
  let longest = 0
  for (const example of examples) {
    const next = Math.max(longest, example.tokens.length)
    if (batch.length > 0 && (batch.length + 1) * next > limit) {
      batches.push(batch)
      batch = []
      longest = 0
    }
    batch.push(example)
    longest = Math.max(longest, example.tokens.length)
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
