import type { DeviceName } from '../../../../shared/engine-protocol'
import { openSession, targetOf, type GraphSession, type MixedFeeds } from '../../runtime/session'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import { floatData } from '../../tensor/tensor'
import { layOutBatch, type Example } from '../../nn/batch'
import { halved } from '../../learn/out-of-memory'
import { buildLossGraph } from '../train/loss-graph'

/** Computes the loss over a set without training on it. */
export class LossEvaluator {
  /** The largest batch that memory may hold: halved each time that it did not. */
  #most = Number.POSITIVE_INFINITY

  private constructor(
    readonly shape: CaptionerShape,
    readonly session: GraphSession
  ) {}

  /** @param headParts Shards of the vocabulary that the output head is taken in. */
  static async create(
    shape: CaptionerShape,
    device: DeviceName,
    headParts: number
  ): Promise<LossEvaluator> {
    return new LossEvaluator(
      shape,
      await openSession(buildLossGraph(shape, headParts, targetOf(device)), device)
    )
  }

  /**
   * Mean negative log-likelihood a target token over all examples, in nats; null for an empty set.
   *
   * @param beforeBatch Called before each batch; may throw to give up.
   */
  async loss(
    weights: MixedFeeds,
    examples: readonly Example[],
    batchSize: number,
    beforeBatch: () => Promise<void>
  ): Promise<number | null> {
    let sum = 0
    let count = 0
    for await (const { nll } of this.#batches(weights, examples, batchSize, beforeBatch)) {
      for (const one of nll) sum += one
      count += nll.length
    }
    return count === 0 ? null : sum / count
  }

  /** The same of each example by itself, in their order. */
  async losses(
    weights: MixedFeeds,
    examples: readonly Example[],
    batchSize: number,
    beforeBatch: () => Promise<void>
  ): Promise<number[]> {
    const sums = new Map<Example, number>()
    for await (const batch of this.#batches(weights, examples, batchSize, beforeBatch)) {
      batch.nll.forEach((one, token) => {
        const example = batch.examples[batch.owners[token] ?? -1]
        if (example) sums.set(example, (sums.get(example) ?? 0) + one)
      })
    }
    return examples.map((example) => (sums.get(example) ?? 0) / example.tokens.length)
  }

  /** Sorted by length, so that little is padded. */
  async *#batches(
    weights: MixedFeeds,
    examples: readonly Example[],
    batchSize: number,
    beforeBatch: () => Promise<void>
  ): AsyncGenerator<{ examples: readonly Example[]; owners: number[]; nll: Float32Array }> {
    const sorted = examples.toSorted((a, b) => a.tokens.length - b.tokens.length)
    for (let from = 0; from < sorted.length;) {
      await beforeBatch()
      const some = sorted.slice(from, from + Math.min(batchSize, this.#most))
      const { feeds, bindings, owners } = layOutBatch(some, this.shape.mapping)
      let nll: Float32Array
      try {
        nll = floatData((await this.session.run({ ...weights, ...feeds }, bindings)).nll)
      } catch (cause) {
        this.#most = halved(some.length, cause)
        continue
      }
      yield { examples: some, owners, nll }
      from += some.length
    }
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
