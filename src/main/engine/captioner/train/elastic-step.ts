import type { MappingShape } from '../../../../shared/model-specs/mapping'
import { layOutBatch, type Batch } from '../../nn/batch'
import type { StepBatches } from './epoch'
import { halved } from '../../learn/out-of-memory'
import { createTrainingStep } from '../../learn/create-training-step'
import type { StepResult, TrainingStep, TrainingStepOptions } from '../../learn/training-step'

export interface ElasticResult extends StepResult {
  /** The batches as they were taken, and as they were laid out. */
  pieces: StepBatches
  laidOut: Batch[]
}

export interface ElasticOptions {
  mapping: MappingShape
  /** In how many parts each batch is taken from the start on. */
  parts: number
  /** Called on each change of `parts`, which step it came with. */
  onSplit(change: { step: number; parts: number }): void
}

/**
 * A training step that survives where memory runs out: it halves its batches, accumulates over
 * twice as many, and takes the step that failed once more. Nothing is updated before the whole
 * gradient is there, so that this step begins where the failed one did. An update is made from the
 * same examples in the same order as before, from the mean over all their target tokens; without
 * dropout it is the same up to rounding. Dropout is drawn for each part, so its masks are others.
 */
export class ElasticStep {
  #step: TrainingStep
  #parts: number
  #released = false

  constructor(
    step: TrainingStep,
    readonly options: ElasticOptions
  ) {
    this.#step = step
    this.#parts = options.parts
  }

  /** The step as it is opened now. */
  get step(): TrainingStep {
    return this.#step
  }

  /** In how many parts each batch is taken. */
  get parts(): number {
    return this.#parts
  }

  /** One update. Throws `train.out-of-memory` where memory does not even hold one example. */
  async run(batches: StepBatches, learningRate: number): Promise<ElasticResult> {
    for (;;) {
      try {
        const pieces = splitBatches(batches, this.#parts)
        const laidOut = pieces.map((examples) => layOutBatch(examples, this.options.mapping))
        return { ...(await this.#step.run(laidOut, learningRate)), pieces, laidOut }
      } catch (cause) {
        await this.#split(batches, cause)
      }
    }
  }

  /** Opens the step again with these options, its state as it is. */
  async reopen(
    changes: Partial<Pick<TrainingStepOptions, 'network' | 'largest' | 'accumulate'>>
  ): Promise<void> {
    const old = this.#step
    const weights = await old.finalWeights()
    const resume = await old.optimizerState()
    // Its memory goes before the new step asks for some; what is on the host was read.
    await this.release()
    const accumulate = changes.accumulate === true || old.options.accumulate
    this.#step = await createTrainingStep({
      ...old.options,
      ...changes,
      accumulate,
      weights,
      resume
    })
    this.#released = false
  }

  async release(): Promise<void> {
    if (this.#released) return
    this.#released = true
    await this.#step.release()
  }

  /** Halves the batches, or throws what cannot be helped by that. */
  async #split(batches: StepBatches, cause: unknown): Promise<void> {
    const { step } = this.#step
    const largest = Math.max(...batches.map(({ length }) => length))
    halved(Math.ceil(largest / this.#parts), cause)
    this.#parts *= 2
    // Room for sums of gradients.
    if (!this.#step.options.accumulate) await this.reopen({ accumulate: true })
    this.options.onSplit({ step: step + 1, parts: this.#parts })
  }
}

/** Each batch in `parts` parts of like size, in order; a batch of fewer examples in one of each. */
export function splitBatches(batches: StepBatches, parts: number): StepBatches {
  return batches.flatMap((batch) => {
    const size = Math.ceil(batch.length / parts)
    return Array.from({ length: Math.ceil(batch.length / size) }, (_, part) =>
      batch.slice(part * size, (part + 1) * size)
    )
  })
}
