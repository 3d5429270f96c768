import type { RunConfig } from '../../../../shared/domain'
import { isSelfCritical, selfCriticalSteps } from '../../../../shared/self-critical'
import type { Rewards, Sampling, SelfCritical } from '../self-critical/self-critical'
import { addSentenceNoise } from './embedding-conditioning'
import { epochSteps, type StepBatches } from './epoch'
import type { TaskExample } from './examples'

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
    if (selfCritical && isSelfCritical(config, epoch)) {
      return selfCritical.take(epoch, index, sampling)
    }
    const batches = this.#mixedSteps(epoch)[index] ?? []
    return { batches: addSentenceNoise(batches, config, sampling.step), rewards: null }
  }

  #mixedSteps(epoch: number): StepBatches[] {
    if (this.#mixed?.epoch !== epoch) {
      this.#mixed = { epoch, steps: epochSteps(this.mix, this.config, epoch) }
    }
    return this.#mixed.steps
  }
}
