import { AppError } from '../../../shared/errors'
import type { DeviceMemory } from '../devices/device-memory'
import { DROPOUT_BANK, type Products } from '../graph'
import { adamWScalars } from '../optim/adamw'
import {
  afterGoodStep,
  afterOverflow,
  LOSS_SCALE,
  lossScaleTensor,
  readLossScale,
  type LossScale
} from '../optim/loss-scale'
import { openSession, type Feeds, type GraphSession, type MixedFeeds } from '../runtime'
import { floatData, floats, type DeviceTensor, type HostTensor } from '../tensor'
import type { Batch } from './batch'
import { DropoutFeeds } from './dropout-feeds'
import { headParts } from './head-parts'
import {
  disposeAll,
  memoryOf,
  replacedTensors,
  type Beginning,
  type ReplacedTensors
} from './replaced-tensors'
import {
  buildGradientGraph,
  buildStepGraph,
  nextName,
  stateNames,
  trainableShapes
} from './step-graph'
import type { OptimizerState, StepResult, TrainingStep, TrainingStepOptions } from './training-step'

/** What a step is made of, on its device. */
interface Parts {
  session: GraphSession
  /** Adds up gradients of all batches of a step but the last; null where a step is one batch. */
  adding: GraphSession | null
  /** Trained parameters, moments and averages. */
  state: ReplacedTensors
  /** Sums of gradients, where a step has several batches. */
  sums: ReplacedTensors
  memory: DeviceMemory | null
  /** Parameters that are only read and the dropout bank, where they live on the device. */
  resident: Record<string, DeviceTensor>
}

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
  readonly #dropout: DropoutFeeds
  /** The parameters that are only read. */
  readonly #fixed: Feeds
  readonly #parts: Parts

  private constructor(
    { weights: _weights, resume, ...options }: TrainingStepOptions,
    { fixed, dropout, ...parts }: Parts & { fixed: Feeds; dropout: DropoutFeeds }
  ) {
    this.options = options
    this.#step = resume?.step ?? 0
    this.#lossScale =
      options.precision === 'float16' ? readLossScale(resume?.tensors[LOSS_SCALE]) : null
    this.#fixed = fixed
    this.#dropout = dropout
    this.#parts = parts
  }

  static async create(options: TrainingStepOptions): Promise<GraphStep> {
    const { device, profile, accumulate, weights, largest, largestTensor = null } = options
    const graph = {
      ...options,
      forward: {
        ...options.forward,
        headParts: headParts(options.shape.gpt, largest, largestTensor)
      },
      products: productsOf(options)
    }
    const model = buildStepGraph(graph)
    const memory = await memoryOf(device)
    const state = await replacedTensors(stateBeginnings(options), memory)
    const sums = await replacedTensors(sumBeginnings(options), memory)
    const adding = accumulate ? buildGradientGraph(graph) : null
    // On the device go those outputs that the state and the sums are replaced by.
    const keep = (tensors: ReplacedTensors): { keep: string[] } => ({
      keep: memory ? Object.keys(tensors.feeds).map(nextName) : []
    })
    const trained = new Set(options.trained)
    const fixed = Object.fromEntries(Object.entries(weights).filter(([name]) => !trained.has(name)))
    const dropout = new DropoutFeeds(options.seed, model, largest)
    return new GraphStep(options, {
      session: await openSession(model, device, {
        ...keep(state),
        ...(profile ? { profile } : {})
      }),
      adding: adding && (await openSession(adding, device, keep(sums))),
      state,
      sums,
      memory,
      resident: memory ? await memory.uploadAll({ ...fixed, [DROPOUT_BANK]: dropout.bank }) : {},
      fixed,
      dropout
    })
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

  async run(batches: readonly Batch[], learningRate: number): Promise<StepResult> {
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
      state.discard()
      this.#lossScale = afterOverflow(this.#lossScale)
      if (!this.#lossScale) throw new AppError('train.half-overflow', { step: this.#step + 1 })
    }
  }

  async weights(): Promise<Record<string, HostTensor>> {
    return { ...this.#fixed, ...(await this.#pick((name) => name)) }
  }

  async finalWeights(): Promise<Record<string, HostTensor>> {
    return { ...this.#fixed, ...(await this.#pick(this.#finalName)) }
  }

  heldWeights(): Promise<MixedFeeds> {
    const { state, resident } = this.#parts
    const trained = this.options.trained.flatMap((name) => {
      const tensor = state.feeds[this.#finalName(name)]
      return tensor ? [[name, tensor] as const] : []
    })
    return Promise.resolve({ ...this.#fixed, ...resident, ...Object.fromEntries(trained) })
  }

  async optimizerState(): Promise<OptimizerState> {
    const { state } = this.#parts
    const final = new Set(this.options.trained.map(this.#finalName))
    const tensors: Record<string, HostTensor> = {}
    for (const name of Object.keys(state.feeds)) {
      if (!final.has(name)) tensors[name] = await state.read(name)
    }
    if (this.#lossScale) tensors[LOSS_SCALE] = lossScaleTensor(this.#lossScale)
    return { step: this.#step, tensors }
  }

  async release(): Promise<void> {
    const { state, sums, resident, session, adding, memory } = this.#parts
    // Tensors go before the last session on their device does.
    state.release()
    sums.release()
    disposeAll(resident)
    await session.release()
    await adding?.release()
    await memory?.release()
  }

  /** Takes the step; the new state waits to be accepted. Gives NaN as the norm of what has none. */
  async #attempt(
    batches: readonly Batch[],
    learningRate: number
  ): Promise<{ loss: number; nll: Float32Array[]; norm: number }> {
    const { session, adding, state, sums } = this.#parts
    const targets = batches.reduce((sum, { owners }) => sum + owners.length, 0)
    const updating = this.#updateFeeds(learningRate)
    let loss = 0
    let norm = Number.NaN
    const nll: Float32Array[] = []
    await sums.toZero()
    for (const [index, batch] of batches.entries()) {
      const feeds = this.#feeds(batch, index, targets)
      let outputs: Record<string, HostTensor>
      if (index === batches.length - 1) {
        outputs = await state.run(session, { ...feeds, ...sums.feeds, ...updating }, batch.bindings)
        norm = scalarOf(outputs['gradientNorm'])
      } else {
        if (!adding) throw new Error('a step of several batches needs accumulation')
        outputs = await sums.run(adding, { ...feeds, ...state.feeds }, batch.bindings)
        sums.accept()
      }
      loss += scalarOf(outputs['loss'])
      nll.push(floatData(outputs['nll']))
    }
    return { loss, nll, norm }
  }

  /** What the graphs read of a batch beside the state. */
  #feeds(batch: Batch, index: number, targets: number): MixedFeeds {
    const weights = new Float32Array(batch.owners.length).fill(1 / targets)
    const model = this.session.model
    const scale = this.#lossScale?.scale ?? 1
    return {
      ...this.#fixed,
      ...batch.feeds,
      weights: floats(weights, [weights.length]),
      'loss.scale': scalar(scale),
      'loss.unscale': scalar(1 / scale),
      ...this.#dropout.feeds(model, this.#step, index, batch.bindings),
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

/** The CPU computes in float32 alone; there half precision is imitated, for tests. */
function productsOf({ precision, device }: TrainingStepOptions): Products {
  if (precision !== 'float16') return 'float32'
  return device === 'cpu' ? 'float16-rounded' : 'float16'
}

/** Trained parameters and their averages as given; moments as resumed, or zero. */
function stateBeginnings(options: TrainingStepOptions): Map<string, Beginning> {
  const { trained, emaDecay, weights, resume } = options
  const shapes = trainableShapes(options.shape, options.forward)
  return new Map(
    trained.flatMap((name) => {
      const dims = shapes.get(name) ?? []
      const kept = (state: string, fallback?: HostTensor): [string, Beginning] => [
        state,
        { dims, from: resume?.tensors[state] ?? fallback }
      ]
      return [
        kept(name, weights[name]),
        kept(stateNames.first(name)),
        kept(stateNames.second(name)),
        ...(emaDecay === null ? [] : [kept(stateNames.average(name), weights[name])])
      ]
    })
  )
}

function sumBeginnings(options: TrainingStepOptions): Map<string, Beginning> {
  const shapes = trainableShapes(options.shape, options.forward)
  const summed = options.accumulate ? options.trained : []
  return new Map(
    summed.map((name) => [stateNames.gradient(name), { dims: shapes.get(name) ?? [] }])
  )
}

const scalar = (value: number): HostTensor => floats(Float32Array.of(value), [])

const scalarOf = (tensor: HostTensor | undefined): number =>
  tensor ? (floatData(tensor)[0] ?? Number.NaN) : Number.NaN
