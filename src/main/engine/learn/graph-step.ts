import { AppError } from '../../../shared/errors'
import type { Bindings } from '../graph'
import { adamWScalars } from './optimizer/adamw'
import {
  afterGoodStep,
  afterOverflow,
  LOSS_SCALE,
  lossScaleTensor,
  readLossScale,
  type LossScale
} from './optimizer/loss-scale'
import type { Feeds, GraphSession, MixedFeeds } from '../runtime/session'
import { floatData, floats, type HostTensor } from '../tensor/tensor'
import { weighted, type NetworkBatch } from '../nn/network'
import { openParts, type GraphStepParts } from './graph-step-parts'
import { disposeAll } from './replaced-tensors'
import { stateNames } from './step-graph'
import type { OptimizerState, StepResult, TrainingStep, TrainingStepOptions } from './training-step'
import { partTensors } from './update-groups'

/**
 * A step that is one graph, update included. Where the device keeps tensors, the whole state lives
 * on it from the first step on, and the loss alone comes back. Elsewhere it lives in two copies:
 * one is read while the other is written, since the backward pass still reads the old weights when
 * the first new ones are ready.
 */
export class GraphStep implements TrainingStep {
  readonly options: TrainingStep['options']
  #step: number
  /** Null at full precision. */
  #lossScale: LossScale | null
  readonly #parts: GraphStepParts

  private constructor(
    { weights: _weights, resume, ...options }: TrainingStepOptions,
    parts: GraphStepParts
  ) {
    this.options = options
    this.#step = resume?.step ?? 0
    this.#lossScale =
      options.precision === 'float16' ? readLossScale(resume?.tensors[LOSS_SCALE]) : null
    this.#parts = parts
  }

  static async create(options: TrainingStepOptions): Promise<GraphStep> {
    return new GraphStep(options, await openParts(options))
  }

  get session(): GraphSession {
    return this.#parts.session
  }

  get step(): number {
    return this.#step
  }

  /** The number that the loss is multiplied by in half precision; null at full precision. */
  get lossScale(): number | null {
    return this.#lossScale?.scale ?? null
  }

  async run(batches: readonly NetworkBatch[], learningRate: number): Promise<StepResult> {
    try {
      return await this.#take(batches, learningRate)
    } catch (error) {
      // Where there was not enough of it, a smaller batch must not find what is left of it.
      this.#parts.workspace?.release()
      throw error
    }
  }

  /** Takes the step, in half precision as often as the scale of its loss asks for. */
  async #take(batches: readonly NetworkBatch[], learningRate: number): Promise<StepResult> {
    const { state } = this.#parts
    for (;;) {
      const { loss, nll, norm } = await this.#attempt(batches, learningRate)
      // A loss that is no number has nothing to do with its scale.
      if (!this.#lossScale || Number.isFinite(norm) || !Number.isFinite(loss)) {
        state.accept()
        this.#step++
        if (this.#lossScale) this.#lossScale = afterGoodStep(this.#lossScale)
        return { loss, nll, gradientNorm: this.options.clipNorm === null ? null : norm }
      }
      // The step is taken again, so that no example is lost and the run's length stays.
      this.#lossScale = afterOverflow(this.#lossScale)
      if (!this.#lossScale) throw new AppError('train.half-overflow', { step: this.#step + 1 })
    }
  }

  async weights(): Promise<Record<string, HostTensor>> {
    return { ...this.#parts.fixed, ...(await this.#pick((name) => name)) }
  }

  async finalWeights(): Promise<Record<string, HostTensor>> {
    return { ...this.#parts.fixed, ...(await this.#pick(this.#finalName)) }
  }

  heldWeights(): Promise<MixedFeeds> {
    const { state, resident } = this.#parts
    const trained = this.options.trained.flatMap((name) => {
      const tensor = state.feeds[this.#finalName(name)]
      return tensor ? [[name, tensor] as const] : []
    })
    return Promise.resolve({ ...this.#parts.fixed, ...resident, ...Object.fromEntries(trained) })
  }

  async optimizerState(): Promise<OptimizerState> {
    const { state, groups } = this.#parts
    const tensors: Record<string, HostTensor> = {}
    for (const group of groups) {
      for (const stateOf of [stateNames.first, stateNames.second]) {
        const moments = partTensors(group, await state.read(stateOf(group.name)))
        for (const [name, tensor] of moments) tensors[stateOf(name)] = tensor
      }
    }
    if (this.options.emaDecay !== null) Object.assign(tensors, await this.#pick((name) => name))
    if (this.#lossScale) tensors[LOSS_SCALE] = lossScaleTensor(this.#lossScale)
    return { step: this.#step, tensors }
  }

  async release(): Promise<void> {
    const { state, sums, resident, workspace, session, adding, memory } = this.#parts
    // Tensors go before the last session on their device does.
    state.release()
    sums.release()
    disposeAll(resident)
    workspace?.release()
    await session.release()
    await adding?.release()
    await memory?.release()
  }

  /** Takes the step; the new state waits to be accepted. Gives NaN as the norm of what has none. */
  async #attempt(
    batches: readonly NetworkBatch[],
    learningRate: number
  ): Promise<{ loss: number; nll: Float32Array[]; norm: number }> {
    const { session, adding, state, sums } = this.#parts
    const updating = this.#updateFeeds(learningRate)
    let loss = 0
    let norm = Number.NaN
    const nll: Float32Array[] = []
    await sums.toZero()
    for (const [index, batch] of weighted(batches).entries()) {
      const { bindings } = batch
      const feeds = this.#feeds(batch, index)
      let outputs: Record<string, HostTensor>
      if (index === batches.length - 1) {
        const all = { ...feeds, ...sums.feeds, ...updating }
        outputs = await state.run(session, all, bindings, await this.#workspace(session, bindings))
        norm = scalarOf(outputs['gradientNorm'])
      } else {
        if (!adding) throw new Error('a step of several batches needs accumulation')
        const all = { ...feeds, ...state.feeds }
        outputs = await sums.run(adding, all, bindings, await this.#workspace(adding, bindings))
        sums.accept()
      }
      loss += scalarOf(outputs['loss'])
      if (outputs['nll']) nll.push(floatData(outputs['nll']))
    }
    return { loss, nll, norm }
  }

  async #workspace({ model }: GraphSession, bindings: Bindings): Promise<MixedFeeds> {
    return (await this.#parts.workspace?.places(model, bindings)) ?? {}
  }

  /** What the graphs read of a batch beside the state. */
  #feeds(batch: NetworkBatch, index: number): MixedFeeds {
    const model = this.session.model
    const scale = this.#lossScale?.scale ?? 1
    return {
      ...this.#parts.fixed,
      ...batch.feeds,
      'loss.scale': scalar(scale),
      'loss.unscale': scalar(1 / scale),
      ...this.#parts.dropout.feeds(model, this.#step, index, batch.bindings),
      ...this.#parts.resident
    }
  }

  #updateFeeds(learningRate: number): Feeds {
    const scalars = adamWScalars(this.options.optimizer, this.#step + 1, learningRate)
    return {
      'adamw.step-size': scalar(scalars.stepSize),
      'adamw.epsilon': scalar(scalars.epsilon),
      'adamw.keep': scalar(scalars.keep)
    }
  }

  /** Name of the state's tensor that captions are written with. */
  readonly #finalName = (parameter: string): string =>
    this.options.emaDecay === null ? parameter : stateNames.average(parameter)

  /** A tensor of each trained parameter under the parameter's own name. */
  async #pick(stateName: (parameter: string) => string): Promise<Record<string, HostTensor>> {
    const tensors: Record<string, HostTensor> = {}
    for (const name of this.options.trained) {
      tensors[name] = await this.#parts.state.read(stateName(name))
    }
    return tensors
  }
}

const scalar = (value: number): HostTensor => floats(Float32Array.of(value), [])

const scalarOf = (tensor: HostTensor | undefined): number =>
  tensor ? (floatData(tensor)[0] ?? Number.NaN) : Number.NaN
