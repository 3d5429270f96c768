import type { RunConfig } from '../../../../shared/domain'
import type { TrainEvent } from '../../../../shared/engine-protocol'
import type { TrainingStep } from '../../learn/training-step'
import type { Feeds } from '../../runtime/session'
import {
  checkpointPath,
  rewriteCheckpointState,
  writeCheckpoint,
  type CheckpointContent,
  type CheckpointState
} from './checkpoint'
import { judge, type Standing } from './early-stop'

export type CheckpointPlace = Pick<CheckpointState, 'step' | 'epoch' | 'stepOfEpoch'>

/** A checkpoint is shown with the epoch that is under way, or was just finished. */
export const shownAt = ({ step, epoch, stepOfEpoch }: CheckpointPlace) => ({
  step,
  epoch: stepOfEpoch === 0 ? epoch : epoch + 1
})

interface Place {
  /** Folder of the run as it is now: it may be moved while the run continues. */
  readonly runDir: string
  emit(event: TrainEvent): void
}

/** The checkpoints of a run. */
export class KeptCheckpoints {
  readonly #place: Place
  readonly #config: RunConfig
  /** Every one so far, oldest first, also those whose weights are gone. */
  readonly #states: CheckpointState[]

  constructor(place: Place, config: RunConfig, states: CheckpointState[]) {
    this.#place = place
    this.#config = config
    this.#states = states
  }

  get last(): CheckpointState | undefined {
    return this.#states.at(-1)
  }

  /** Which one is the best, and whether the run has to stop. */
  get standing(): Standing {
    const judged = this.#states.filter(({ stopped }) => !stopped)
    return judge(judged, this.#config)
  }

  /** Writes a checkpoint of what a step has trained, and tells of it. */
  async keep(state: CheckpointState, step: TrainingStep): Promise<void> {
    const { runDir, emit } = this.#place
    // The weights of a run that was stopped at this step, and then judged, are there already.
    const there = this.last?.step === state.step
    const bytes = there
      ? await rewriteCheckpointState(runDir, state)
      : await this.#write({
          state,
          parameters: await trainedWeights(step),
          optimizer: await step.optimizerState()
        })
    if (there) this.#states.pop()
    this.#states.push(state)
    const { valLoss, bleu } = state
    const best = this.standing.best?.step === state.step
    const path = checkpointPath(state.step)
    emit({ type: 'checkpoint', ...shownAt(state), valLoss, bleu, bytes, best, path })
  }

  /** Written again where the run's folder was moved meanwhile. */
  async #write(content: CheckpointContent): Promise<number> {
    for (;;) {
      const { runDir } = this.#place
      try {
        return await writeCheckpoint(runDir, content)
      } catch (error) {
        if (this.#place.runDir === runDir) throw error
      }
    }
  }
}

async function trainedWeights(step: TrainingStep): Promise<Feeds> {
  const final = await step.finalWeights()
  return Object.fromEntries(
    step.options.trained.flatMap((name) => (final[name] ? [[name, final[name]]] : []))
  )
}
