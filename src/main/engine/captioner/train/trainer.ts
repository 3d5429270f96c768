import type { RunConfig } from '../../../../shared/domain'
import type { DeviceName, TrainEvent } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { CaptionWriter } from '../decode/caption-writer'
import { Decoder } from '../decode/decoder'
import { checkPrecision, probeDevice } from '../../runtime/devices/probe-device'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import { isSelfCritical } from '../../../../shared/self-critical'
import { loraOf } from '../../../../shared/model-specs/run-models'
import { warmUpSteps } from '../../../../shared/warm-up'
import { learningRate } from '../../learn/optimizer/schedule'
import { readBaseModel } from './base-model'
import { boundingAxes } from '../../nn/batch'
import { readCheckpointStates, type CheckpointState } from './checkpoint'
import { withNoiseOf } from './embedding-conditioning'
import type { ElasticStep } from './elastic-step'
import { mixTasks } from './epoch'
import { makeExamples, type ExampleSets } from './examples'
import { headParts } from '../../nn/head-parts'
import { KeptCheckpoints, shownAt, type CheckpointPlace } from './kept-checkpoints'
import { openElasticStep, selfCriticalPhase } from './open-training-step'
import { planSteps, type StepPlan } from './plan-steps'
import { prepareItems } from './prepare-items'
import { readRunInputs } from './run-inputs'
import { scoreModel } from '../evaluate/score-model'
import { SelfCritical } from '../self-critical/self-critical'
import { EpochBatches } from './step-batches'
import { mergeLora } from './merge-lora'
import { taskLosses } from './task-losses'
import type { MixedFeeds } from '../../runtime/session'
import type { TrainingStep } from '../../learn/training-step'
import { LossEvaluator } from '../evaluate/validation'

export interface TrainerOptions {
  /** Folder of the run as it is now: it may be moved while the run continues. */
  readonly runDir: string
  device: DeviceName
  emit(event: TrainEvent): void
  /** Called before each batch; throws `engine.cancelled` to stop the run. */
  beforeBatch(): Promise<void>
  /** Whether a run that is stopped is to write no checkpoint. */
  isDiscarded?(): boolean
}

export interface TrainingResult {
  steps: number
  bestStep: number | null
  bestValLoss: number | null
}

/**
 * Trains a run from its folder, from the start or from its newest checkpoint. Validation comes with
 * losses, captions of validation images and a checkpoint; a run that is stopped writes one too, unless
 * it is to be discarded.
 */
export class Trainer {
  /** Epochs finished, and steps taken in the one that has begun. */
  #place = { epoch: 0, stepOfEpoch: 0 }
  /** Whether the step is opened as self-critical training takes it. */
  #selfCritical: boolean

  private constructor(
    readonly options: TrainerOptions,
    readonly shape: CaptionerShape,
    readonly config: RunConfig,
    readonly sets: ExampleSets,
    readonly batches: EpochBatches,
    readonly plan: StepPlan,
    readonly elastic: ElasticStep,
    readonly evaluator: LossEvaluator,
    readonly decoder: Decoder,
    readonly writer: CaptionWriter,
    readonly checkpoints: KeptCheckpoints
  ) {
    this.#selfCritical = isSelfCritical(config, checkpoints.last?.epoch ?? 0)
  }

  /** Reads the run's folder and makes the graphs ready. */
  static async open(options: TrainerOptions): Promise<Trainer> {
    const { frozen, items } = await readRunInputs(options.runDir)
    const { config } = frozen
    await checkPrecision(options.device, config.precision)
    const base = await readBaseModel(options.runDir, frozen)
    const gpt = { tokenizer: base.tokenizer, rows: base.shape.gpt.vocabularySize }
    const prepared = await prepareItems(items, config, gpt, options.beforeBatch)
    const sets = makeExamples(prepared, base.tokenizer, config, {
      ...base.shape.gpt,
      ownRows: base.ownRows
    })
    const mix = mixTasks(sets.train, config)
    const plan = planSteps(mix, config, sets.trainImages.length)
    const { device, runDir } = options
    const { largestTensor } = await probeDevice(device)
    const validation = boundingAxes([...sets.val.caption, ...sets.val.pair], {
      ...config,
      batchTokens: 0
    })
    const decoder = await Decoder.create(base.shape, device)
    const writer = new CaptionWriter(base.tokenizer, config)
    const selfCritical = config.selfCritical
      ? new SelfCritical(config, sets.trainImages, decoder, writer)
      : null
    const trainer = new Trainer(
      options,
      base.shape,
      config,
      sets,
      new EpochBatches(withNoiseOf(config, sets.train.pair), mix, selfCritical),
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
      decoder,
      writer,
      new KeptCheckpoints(options, config, await readCheckpointStates(runDir))
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

  /** What captions are worth to a run with self-critical training. */
  get reward() {
    return this.batches.selfCritical?.reward ?? null
  }

  /** Throws `engine.cancelled` where the run is stopped, with a checkpoint written if it is wanted. */
  async run(): Promise<TrainingResult> {
    try {
      await this.#trainEpochs()
    } catch (error) {
      if (error instanceof AppError && error.code === 'engine.cancelled') await this.#keepPlace()
      throw error
    }
    const { best } = this.checkpoints.standing
    return {
      steps: this.step.step,
      bestStep: best?.step ?? null,
      bestValLoss: best?.loss ?? null
    }
  }

  async close(): Promise<void> {
    await this.elastic.release()
    await this.evaluator.release()
    await this.decoder.release()
  }

  #isOver(): boolean {
    return this.step.step >= this.plan.totalSteps || this.checkpoints.standing.stop
  }

  async #trainEpochs(): Promise<void> {
    const { last } = this.checkpoints
    if (last) this.#place = { epoch: last.epoch, stepOfEpoch: last.stepOfEpoch }
    if (last?.stopped) {
      await this.#validateWhereDue(this.batches.stepsOf(last.epoch))
    }
    while (!this.#isOver()) await this.#trainEpoch()
  }

  async #trainEpoch(): Promise<void> {
    const { epoch, stepOfEpoch } = this.#place
    const steps = this.batches.stepsOf(epoch)
    if (isSelfCritical(this.config, epoch) && !this.#selfCritical) {
      this.#selfCritical = true
      await this.elastic.reopen(await selfCriticalPhase(this, this.config, this.options.device))
    }
    for (let index = stepOfEpoch; index < steps; index++) {
      await this.#trainStep(epoch, index)
      this.#place = { epoch, stepOfEpoch: index + 1 }
      await this.#validateWhereDue(steps)
      if (this.#isOver()) return
    }
    this.#place = { epoch: epoch + 1, stepOfEpoch: 0 }
  }

  async #validateWhereDue(stepsOfEpoch: number): Promise<void> {
    const { epoch, stepOfEpoch } = this.#place
    const { validateEvery } = this.config
    const { step } = this.step
    const endOfEpoch = stepOfEpoch === stepsOfEpoch
    const due = validateEvery > 0 ? step % validateEvery === 0 : endOfEpoch
    if (!due && step !== this.plan.totalSteps) return
    await this.#validate(
      endOfEpoch ? { step, epoch: epoch + 1, stepOfEpoch: 0 } : { step, ...this.#place }
    )
  }

  async #trainStep(epoch: number, index: number): Promise<void> {
    const { beforeBatch } = this.options
    await beforeBatch()
    const { elastic } = this
    const began = performance.now()
    const { batches, rewards } = await this.batches.take(epoch, index, {
      step: this.step.step,
      weights: () => this.#writingWeights(),
      beforeBatch
    })
    const rate = this.#learningRate(epoch)
    const { loss, nll, gradientNorm, pieces, laidOut } = await elastic.run(batches, rate)
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
      ...(rewards
        ? { rewards, lossCaptions: null, lossPairs: null }
        : taskLosses(pieces, laidOut, nll)),
      learningRate: rate,
      gradientNorm,
      examplesPerSecond: examples.length / seconds,
      tokensPerSecond: tokens / seconds,
      memoryBytes: process.memoryUsage.rss()
    })
  }

  #learningRate(epoch: number): number {
    const { config, plan } = this
    if (isSelfCritical(config, epoch)) return config.selfCriticalRate
    const { schedule: kind, learningRate: base } = config
    const totalSteps = plan.crossEntropySteps
    const warmupSteps = warmUpSteps(config, totalSteps)
    return learningRate(this.step.step, { kind, base, warmupSteps, totalSteps })
  }

  /** The parameters as training has them now, not their averages, with LoRA's additions worked in. */
  async #writingWeights(): Promise<MixedFeeds> {
    const { config, step, shape } = this
    const lora = loraOf(config)
    if (lora) return mergeLora(shape, await step.weights(), lora)
    return config.emaDecay > 0 ? step.weights() : step.heldWeights()
  }

  async #validate(at: CheckpointPlace): Promise<void> {
    const { emit, beforeBatch } = this.options
    const { validation, samples } = await scoreModel(this, beforeBatch)
    const shown = shownAt(at)
    emit({ type: 'validation', ...shown, ...validation })
    for (const sample of samples) emit({ type: 'sample', ...shown, ...sample })
    const { bleu, loss, lossPairs, reward } = validation
    const state: CheckpointState = {
      format: 1,
      ...at,
      // A run on pairs alone is judged by its pairs.
      valLoss: loss ?? lossPairs,
      bleu: bleu ? bleu.reduce((sum, one) => sum + one, 0) / bleu.length : null,
      ...(this.config.selfCritical && { reward }),
      parts: this.elastic.parts
    }
    await this.checkpoints.keep(state, this.step)
  }

  /** Writes a checkpoint of a run that is stopped, where its last step has none yet. */
  async #keepPlace(): Promise<void> {
    const { step } = this.step
    if (this.options.isDiscarded?.()) return
    if (step === (this.checkpoints.last?.step ?? 0)) return
    const { parts } = this.elastic
    const scores = { valLoss: null, bleu: null }
    const state = { format: 1, step, ...this.#place, ...scores, parts, stopped: true } as const
    await this.checkpoints.keep(state, this.step)
  }
}

function addCounts(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a }
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count
  return sum
}
