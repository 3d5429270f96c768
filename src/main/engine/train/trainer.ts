import type { RunConfig } from '../../../shared/domain'
import type { DeviceName, TrainEvent } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { CaptionWriter } from '../decode/caption-writer'
import { checkPrecision, probeDevice } from '../devices/probe-device'
import type { CaptionerShape } from '../nn/captioner'
import { learningRate } from '../optim/schedule'
import { readBaseModel } from './base-model'
import { boundingAxes } from './batch'
import {
  checkpointPath,
  readCheckpointStates,
  writeCheckpoint,
  type CheckpointState
} from './checkpoint'
import { judge, type Standing } from './early-stop'
import { addSentenceNoise, conditionItems } from './embedding-conditioning'
import type { ElasticStep } from './elastic-step'
import { epochSteps, mixTasks, type StepBatches } from './epoch'
import { makeExamples, type ExampleSets, type TaskExample } from './examples'
import { headParts } from './head-parts'
import { openElasticStep } from './open-training-step'
import { planSteps, type StepPlan } from './plan-steps'
import { readRunInputs } from './run-inputs'
import { scoreModel } from './score-model'
import { taskLosses } from './task-losses'
import type { TrainingStep } from './training-step'
import { LossEvaluator } from './validation'

export interface TrainerOptions {
  runDir: string
  device: DeviceName
  emit(event: TrainEvent): void
  /** Called before each batch; may throw to stop the run. */
  beforeBatch(): Promise<void>
}

export interface TrainingResult {
  steps: number
  bestStep: number | null
  bestValLoss: number | null
}

/**
 * Trains a run from its folder, from the start or from its newest checkpoint. Validation comes with
 * losses, captions of validation pictures and a checkpoint.
 */
export class Trainer {
  private constructor(
    readonly options: TrainerOptions,
    readonly shape: CaptionerShape,
    readonly config: RunConfig,
    readonly sets: ExampleSets,
    readonly mix: readonly TaskExample[],
    readonly plan: StepPlan,
    readonly elastic: ElasticStep,
    readonly evaluator: LossEvaluator,
    readonly writer: CaptionWriter,
    /** Every validation so far, oldest first. */
    readonly validations: CheckpointState[]
  ) {}

  /** Reads the run's folder and makes the graphs ready. */
  static async open(options: TrainerOptions): Promise<Trainer> {
    const { frozen, items } = await readRunInputs(options.runDir)
    const { config } = frozen
    await checkPrecision(options.device, config.precision)
    const base = await readBaseModel(options.runDir, frozen)
    const conditioned = conditionItems(items, config)
    const sets = makeExamples(conditioned, base.tokenizer, config, base.shape.gpt)
    const mix = mixTasks(sets.train, config)
    const plan = planSteps(mix, config)
    const { device, runDir } = options
    const { largestTensor } = await probeDevice(device)
    const validation = boundingAxes([...sets.val.caption, ...sets.val.pair], {
      ...config,
      batchTokens: 0
    })
    const trainer = new Trainer(
      options,
      base.shape,
      config,
      sets,
      mix,
      plan,
      await openElasticStep(base, config, mix, {
        device,
        runDir,
        onSplit: (change) => options.emit({ type: 'split', ...change })
      }),
      await LossEvaluator.create(
        base.shape,
        device,
        headParts(base.shape.gpt, validation, largestTensor)
      ),
      await CaptionWriter.create(base.shape, base.tokenizer, device),
      await readCheckpointStates(runDir)
    )
    options.emit({
      type: 'started',
      device,
      step: trainer.step.step,
      totalSteps: plan.totalSteps,
      stepsPerEpoch: plan.stepsOfFirstEpoch,
      dropped: addCounts(frozen.dropped, sets.dropped)
    })
    return trainer
  }

  /** The step as it is opened now. */
  get step(): TrainingStep {
    return this.elastic.step
  }

  async run(): Promise<TrainingResult> {
    const last = this.validations.at(-1)
    let { epoch, stepOfEpoch } = last ?? { epoch: 0, stepOfEpoch: 0 }
    while (this.step.step < this.plan.totalSteps && !this.#standing().stop) {
      await this.#trainEpoch(epoch, stepOfEpoch)
      epoch++
      stepOfEpoch = 0
    }
    const { best } = this.#standing()
    return {
      steps: this.step.step,
      bestStep: best?.step ?? null,
      bestValLoss: best?.loss ?? null
    }
  }

  async close(): Promise<void> {
    await this.elastic.release()
    await this.evaluator.release()
    await this.writer.release()
  }

  #standing(): Standing {
    return judge(this.validations, this.config)
  }

  /** @param from Steps of this epoch that are taken already. */
  async #trainEpoch(epoch: number, from: number): Promise<void> {
    const steps = epochSteps(this.mix, this.config, epoch)
    const { validateEvery } = this.config
    for (const [index, batches] of steps.entries()) {
      if (index < from) continue
      await this.#trainStep(batches, epoch, index)
      const { step } = this.step
      const endOfEpoch = index === steps.length - 1
      const endOfRun = step === this.plan.totalSteps
      const due = validateEvery > 0 ? step % validateEvery === 0 : endOfEpoch
      if (due || endOfRun) {
        await this.#validate(
          endOfEpoch
            ? { step, epoch: epoch + 1, stepOfEpoch: 0 }
            : { step, epoch, stepOfEpoch: index + 1 }
        )
      }
      if (endOfRun || this.#standing().stop) return
    }
  }

  async #trainStep(batches: StepBatches, epoch: number, index: number): Promise<void> {
    await this.options.beforeBatch()
    const { config, elastic } = this
    const before = this.step.step
    const began = performance.now()
    const rate = learningRate(before, {
      kind: config.schedule,
      base: config.learningRate,
      warmupSteps: config.warmupSteps,
      totalSteps: this.plan.totalSteps
    })
    const noisy = addSentenceNoise(batches, config, before)
    const { loss, nll, gradientNorm, pieces, laidOut } = await elastic.run(noisy, rate)
    const { step } = this.step
    if (!Number.isFinite(loss)) {
      throw new AppError('train.loss-not-finite', { step, epoch: epoch + 1, batch: index + 1 })
    }
    const seconds = (performance.now() - began) / 1000
    const examples = batches.flat()
    const tokens = examples.reduce((sum, example) => sum + example.tokens.length, 0)
    this.options.emit({
      type: 'step',
      step,
      epoch: epoch + 1,
      loss,
      ...taskLosses(pieces, laidOut, nll),
      learningRate: rate,
      gradientNorm,
      examplesPerSecond: examples.length / seconds,
      tokensPerSecond: tokens / seconds,
      memoryBytes: process.memoryUsage.rss()
    })
  }

  async #validate(at: Pick<CheckpointState, 'step' | 'epoch' | 'stepOfEpoch'>): Promise<void> {
    const { runDir, emit, beforeBatch } = this.options
    const { validation, samples } = await scoreModel(this, beforeBatch)
    // Shown with the epoch that is under way, or was just finished.
    const shown = { step: at.step, epoch: at.stepOfEpoch === 0 ? at.epoch : at.epoch + 1 }
    emit({ type: 'validation', ...shown, ...validation })
    for (const sample of samples) emit({ type: 'sample', ...shown, ...sample })
    const { bleu, loss, lossPairs } = validation
    const scores = {
      // A run on pairs alone is judged by its pairs.
      valLoss: loss ?? lossPairs,
      bleu: bleu ? bleu.reduce((sum, one) => sum + one, 0) / bleu.length : null
    }
    const state: CheckpointState = { format: 1, ...at, ...scores, parts: this.elastic.parts }
    const final = await this.step.finalWeights()
    const bytes = await writeCheckpoint(runDir, {
      state,
      parameters: Object.fromEntries(
        this.step.options.trained.flatMap((name) => (final[name] ? [[name, final[name]]] : []))
      ),
      optimizer: await this.step.optimizerState()
    })
    this.validations.push(state)
    const best = this.#standing().best?.step === at.step
    emit({ type: 'checkpoint', ...shown, ...scores, bytes, best, path: checkpointPath(at.step) })
  }
}

function addCounts(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a }
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count
  return sum
}
