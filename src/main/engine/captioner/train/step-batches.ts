import type { RunConfig } from '../../../../shared/domain'
import { imagesPerStep, isSelfCritical, selfCriticalSteps } from '../../../../shared/self-critical'
import { RandomStream, shuffled } from '../../../base/random'
import type { Rewards, SelfCritical } from '../self-critical/self-critical'
import type { MixedFeeds } from '../../runtime/session'
import { addSentenceNoise } from './embedding-conditioning'
import { epochSteps, type StepBatches } from './epoch'
import type { TaskExample } from './examples'

/** What samples are drawn with. */
export interface Sampling {
  /** The step that the batches are for, from 0. */
  step: number
  /** The parameters as they are now, where captions are written with them. */
  weights(): Promise<MixedFeeds>
  /** Called before each step of the decoder; may throw to give up. */
  beforeBatch(): Promise<void>
}

/** The batches of a run's steps: those of the mix, or sampled captions with their advantages. */
export class EpochBatches {
  #mixed: { epoch: number; steps: StepBatches[] } | null = null

  constructor(
    readonly config: RunConfig,
    readonly mix: readonly TaskExample[],
    /** Null where the run has no such phase. */
    readonly selfCritical: SelfCritical | null
  ) {}

  /** Steps of an epoch, from 0. */
  stepsOf(epoch: number): number {
    return isSelfCritical(this.config, epoch)
      ? selfCriticalSteps(this.config, this.selfCritical?.images.length ?? 0)
      : this.#mixedSteps(epoch).length
  }

  /** The batches of a step of an epoch; rewards are null in ordinary training. */
  async take(
    epoch: number,
    index: number,
    sampling: Sampling
  ): Promise<{ batches: StepBatches; rewards: Rewards | null }> {
    const { config, selfCritical } = this
    if (!selfCritical || !isSelfCritical(config, epoch)) {
      const batches = this.#mixedSteps(epoch)[index] ?? []
      return { batches: addSentenceNoise(batches, config, sampling.step), rewards: null }
    }
    const images = selfCritical.images.length
    const size = imagesPerStep(config, images)
    const order = shuffled(images, config.seed, RandomStream.order, epoch)
    const { examples, rewards } = await selfCritical.sample(
      await sampling.weights(),
      order.slice(index * size, (index + 1) * size),
      sampling.step,
      sampling.beforeBatch
    )
    const count = Math.ceil(examples.length / config.batchSize)
    const batches = Array.from({ length: count }, (_, batch) =>
      examples.slice(batch * config.batchSize, (batch + 1) * config.batchSize)
    )
    return { batches, rewards }
  }

  #mixedSteps(epoch: number): StepBatches[] {
    if (this.#mixed?.epoch !== epoch) {
      this.#mixed = { epoch, steps: epochSteps(this.mix, this.config, epoch) }
    }
    return this.#mixed.steps
  }
}
