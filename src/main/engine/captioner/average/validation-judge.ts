import { basename } from 'node:path'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { HeldWeights } from '../../runtime/devices/held-weights'
import { probeDevice } from '../../runtime/devices/probe-device'
import { boundingAxes } from '../../nn/batch'
import { headParts } from '../../nn/head-parts'
import { LossEvaluator } from '../evaluate/validation'
import type { Captioner } from '../open-captioner'
import { makeExamples, type TaskExample } from '../train/examples'
import { prepareItems } from '../train/prepare-items'
import { readRunInputs } from '../train/run-inputs'
import type { Weights } from './weight-average'

/** Judges weights by the validation loss of a run, as its own validation does. */
export class ValidationJudge {
  private constructor(
    readonly examples: readonly TaskExample[],
    readonly batchSize: number,
    readonly evaluator: LossEvaluator,
    readonly held: HeldWeights,
    readonly beforeBatch: () => Promise<void>
  ) {}

  /** Throws `run.nothing-to-judge` where the run has no validation data. */
  static async open(
    runDir: string,
    { shape, tokenizer }: Pick<Captioner, 'shape' | 'tokenizer'>,
    device: DeviceName,
    beforeBatch: () => Promise<void>
  ): Promise<ValidationJudge> {
    const { frozen, items } = await readRunInputs(runDir)
    const { config } = frozen
    const gpt = { tokenizer, rows: shape.gpt.vocabularySize }
    const prepared = await prepareItems(items, config, gpt, beforeBatch)
    const { val } = makeExamples(prepared, tokenizer, config, shape.gpt)
    // A run on pairs alone is judged by its pairs.
    const examples = val.caption.length > 0 ? val.caption : val.pair
    if (examples.length === 0) {
      throw new AppError('run.nothing-to-judge', { run: basename(runDir) })
    }
    const { largestTensor } = await probeDevice(device)
    const axes = boundingAxes(examples, { ...config, batchTokens: 0 })
    return new ValidationJudge(
      examples,
      config.batchSize,
      await LossEvaluator.create(shape, device, headParts(shape.gpt, axes, largestTensor)),
      new HeldWeights(device),
      beforeBatch
    )
  }

  /** Mean negative log-likelihood a token, in nats. */
  async loss(weights: Weights): Promise<number> {
    const { examples, batchSize, evaluator, held, beforeBatch } = this
    const loss = await evaluator.loss(await held.of(weights), examples, batchSize, beforeBatch)
    return loss ?? Number.NaN
  }

  async release(): Promise<void> {
    await this.held.release()
    await this.evaluator.release()
  }
}
