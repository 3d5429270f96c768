import type { RunConfig } from '../../../shared/domain'
import type { DeviceName, TrainEvent } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { CaptionWriter } from '../decode/caption-writer'
import { captionerParameterShapes, MAPPING_PREFIX } from '../nn/captioner'
import { linearSchedule } from '../optim/schedule'
import { readBaseModel, type BaseModel } from './base-model'
import { largestBatch, layOutBatch } from './batch'
import {
  checkpointPath,
  readCheckpointStates,
  readLatestCheckpoint,
  writeCheckpoint,
  type CheckpointState
} from './checkpoint'
import { epochBatches, mixTasks } from './epoch'
import { makeExamples, type ExampleSets, type TaskExample } from './examples'
import { initialMapping } from './initial-mapping'
import { readRunInputs, type RunInputs } from './run-inputs'
import { scoreEpoch, type EpochScores } from './score-epoch'
import { taskLosses } from './task-losses'
import { TrainingStep } from './training-step'
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
 * Trains a run from its folder, from the start or from its newest checkpoint. After each epoch:
 * validation loss, captions of validation pictures, a checkpoint.
 */
export class Trainer {
  #best: { step: number; loss: number } | null = null

  private constructor(
    readonly options: TrainerOptions,
    readonly config: RunConfig,
    readonly sets: ExampleSets,
    readonly mix: readonly TaskExample[],
    readonly step: TrainingStep,
    readonly evaluator: LossEvaluator,
    readonly writer: CaptionWriter,
    readonly startEpoch: number
  ) {}

  /** Reads the run's folder and makes the graphs ready. */
  static async open(options: TrainerOptions): Promise<Trainer> {
    const inputs = await readRunInputs(options.runDir)
    const base = await readBaseModel(options.runDir, inputs.frozen)
    const { config } = inputs.frozen
    const sets = makeExamples(inputs.items, base.tokenizer, config, base.shape.gpt)
    const mix = mixTasks(sets.train, config)
    if (mix.length === 0) throw new AppError('train.no-examples')
    if (mix.length < config.batchSize) {
      throw new AppError('train.batch-too-large', { batch: config.batchSize, examples: mix.length })
    }
    const latest = await readLatestCheckpoint(options.runDir)
    const step = await openStep(options.device, inputs, base, mix, latest)
    const trainer = new Trainer(
      options,
      config,
      sets,
      mix,
      step,
      await LossEvaluator.create(base.shape, options.device),
      await CaptionWriter.create(base.shape, base.tokenizer, options.device),
      latest?.state.epoch ?? 0
    )
    for (const state of await readCheckpointStates(options.runDir)) trainer.#noteLoss(state)
    options.emit({
      type: 'started',
      device: options.device,
      step: step.step,
      totalSteps: trainer.totalSteps,
      stepsPerEpoch: trainer.stepsPerEpoch,
      dropped: addCounts(inputs.frozen.dropped, sets.dropped)
    })
    return trainer
  }

  get stepsPerEpoch(): number {
    return Math.floor(this.mix.length / this.config.batchSize)
  }

  get totalSteps(): number {
    return this.stepsPerEpoch * this.config.epochs
  }

  async run(): Promise<TrainingResult> {
    for (let epoch = this.startEpoch; epoch < this.config.epochs; epoch++) {
      await this.#trainEpoch(epoch)
      await this.#finishEpoch(epoch + 1)
    }
    return {
      steps: this.step.step,
      bestStep: this.#best?.step ?? null,
      bestValLoss: this.#best?.loss ?? null
    }
  }

  async close(): Promise<void> {
    await this.step.release()
    await this.evaluator.release()
    await this.writer.release()
  }

  async #trainEpoch(epoch: number): Promise<void> {
    for (const examples of epochBatches(this.mix, this.config, epoch)) {
      await this.options.beforeBatch()
      const began = performance.now()
      const learningRate = linearSchedule(this.step.step, {
        base: this.config.learningRate,
        warmupSteps: this.config.warmupSteps,
        totalSteps: this.totalSteps
      })
      const batch = layOutBatch(examples, this.config.prefixLength)
      const { loss, nll } = await this.step.run(batch, learningRate)
      if (!Number.isFinite(loss)) {
        throw new AppError('train.loss-not-finite', { step: this.step.step })
      }
      this.options.emit({
        type: 'step',
        step: this.step.step,
        epoch: epoch + 1,
        loss,
        ...taskLosses(examples, batch.owners, nll),
        learningRate,
        examplesPerSecond: (examples.length * 1000) / (performance.now() - began)
      })
    }
  }

  /** @param epoch Epochs finished. */
  async #finishEpoch(epoch: number): Promise<void> {
    const scores = await scoreEpoch(this, this.options.beforeBatch)
    const at = { step: this.step.step, epoch }
    this.options.emit({ type: 'validation', ...at, ...scores.validation })
    for (const sample of scores.samples) this.options.emit({ type: 'sample', ...at, ...sample })
    await this.#keepCheckpoint({ ...at, ...summary(scores) })
  }

  async #keepCheckpoint(standing: Omit<CheckpointState, 'format'>): Promise<void> {
    const weights = this.step.weights()
    const bytes = await writeCheckpoint(this.options.runDir, {
      state: { format: 1, ...standing },
      parameters: Object.fromEntries(
        this.step.options.trained.flatMap((name) => {
          const tensor = weights[name]
          return tensor ? [[name, tensor]] : []
        })
      ),
      optimizer: this.step.optimizerState()
    })
    const best = this.#noteLoss(standing)
    this.options.emit({
      type: 'checkpoint',
      ...standing,
      bytes,
      best,
      path: checkpointPath(standing.step)
    })
  }

  /** Whether this is the lowest validation loss so far. */
  #noteLoss({ step, valLoss }: Pick<CheckpointState, 'step' | 'valLoss'>): boolean {
    if (valLoss === null || (this.#best && valLoss >= this.#best.loss)) return false
    this.#best = { step, loss: valLoss }
    return true
  }
}

async function openStep(
  device: DeviceName,
  { frozen }: RunInputs,
  { shape, gpt }: BaseModel,
  mix: readonly TaskExample[],
  latest: Awaited<ReturnType<typeof readLatestCheckpoint>>
): Promise<TrainingStep> {
  const { config } = frozen
  const names = [...captionerParameterShapes(shape).keys()]
  return TrainingStep.create({
    device,
    shape,
    dropout: { mapping: config.mappingDropout, gpt: config.trainGpt ? config.gptDropout : 0 },
    optimizer: { ...config, form: config.optimizer },
    trained: config.trainGpt ? names : names.filter((name) => name.startsWith(MAPPING_PREFIX)),
    seed: config.seed,
    largest: largestBatch(mix, config),
    weights: { ...gpt, ...(latest?.parameters ?? initialMapping(shape.mapping, config.seed)) },
    ...(latest ? { resume: latest.optimizer } : {})
  })
}

/** What of an epoch's scores a checkpoint remembers. */
function summary({ validation }: EpochScores): Pick<CheckpointState, 'valLoss' | 'bleu'> {
  const { bleu, loss, lossPairs } = validation
  const average = bleu ? bleu.reduce((sum, one) => sum + one, 0) / bleu.length : null
  // A run on pairs alone is judged by its pairs.
  return { valLoss: loss ?? lossPairs, bleu: average }
}

function addCounts(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a }
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count
  return sum
}
