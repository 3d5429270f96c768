import type { DeviceName } from '../../../shared/engine-protocol'
import { openSession, type GraphSession, type MixedFeeds } from '../runtime'
import type { CaptionerShape } from '../nn/captioner'
import { floatData } from '../tensor'
import { layOutBatch, type Example } from './batch'
import { halved } from './out-of-memory'
import { buildLossGraph } from './loss-graph'

/** Computes the loss over a set without training on it. */
export class LossEvaluator {
  /** The largest batch that memory may hold: halved each time that it did not. */
  #most = Number.POSITIVE_INFINITY

  private constructor(
    readonly shape: CaptionerShape,
    readonly session: GraphSession
  ) {}

  /** @param headParts Stretches of the vocabulary that the output head is taken in. */
  static async create(
    shape: CaptionerShape,
    device: DeviceName,
    headParts: number
  ): Promise<LossEvaluator> {
    return new LossEvaluator(shape, await openSession(buildLossGraph(shape, headParts), device))
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
    // Sorted by length, so that little is padded. The mean over tokens does not depend on the order.
    const sorted = examples.toSorted((a, b) => a.tokens.length - b.tokens.length)
    let sum = 0
    let count = 0
    for (let from = 0; from < sorted.length;) {
      await beforeBatch()
      const size = Math.min(batchSize, this.#most, sorted.length - from)
      try {
        const batch = layOutBatch(sorted.slice(from, from + size), this.shape.mapping)
        const { nll } = await this.session.run({ ...weights, ...batch.feeds }, batch.bindings)
        for (const one of floatData(nll)) sum += one
        count += batch.owners.length
        from += size
      } catch (cause) {
        this.#most = halved(size, cause)
      }
    }
    return count === 0 ? null : sum / count
  }

  release(): Promise<void> {
    return this.session.release()
  }
}
