import { sizeOf, type Bindings } from '../graph'
import { adamWScalars } from '../optim/adamw'
import { openSession, type Feeds, type GraphSession } from '../runtime'
import { floatData, floats, type HostTensor } from '../tensor'
import type { Batch } from './batch'
import { DropoutFeeds } from './dropout-feeds'
import {
  buildGradientGraph,
  buildStepGraph,
  nextName,
  stateNames,
  trainableShapes,
  type StepGraphOptions
} from './step-graph'
import type { OptimizerState, StepResult, TrainingStep, TrainingStepOptions } from './training-step'

/**
 * A step that is one graph, update included, for devices that keep the state. It lives in two
 * copies: one is read while the other is written, since the backward pass still reads the old
 * weights when the first new ones are ready.
 */
export class GraphStep implements TrainingStep {
  #step: number
  #current: Record<string, HostTensor>
  #spare: Record<string, HostTensor>
  #gradients: Record<string, HostTensor>
  #spareGradients: Record<string, HostTensor>
  readonly #dropout: DropoutFeeds
  /** The parameters that are only read. */
  readonly #fixed: Feeds
  readonly options: TrainingStep['options']

  private constructor(
    { weights, resume, ...options }: TrainingStepOptions,
    readonly session: GraphSession,
    /** Adds up gradients of all batches of a step but the last; null where a step is one batch. */
    readonly adding: GraphSession | null
  ) {
    this.options = options
    this.#step = resume?.step ?? 0
    this.#current = initialState(options, weights, resume)
    this.#spare = zerosLike(this.#current)
    this.#gradients = adding ? gradientBuffers(options) : {}
    this.#spareGradients = zerosLike(this.#gradients)
    this.#dropout = new DropoutFeeds(options.seed, session.model, options.largest)
    const trained = new Set(options.trained)
    this.#fixed = Object.fromEntries(Object.entries(weights).filter(([name]) => !trained.has(name)))
  }

  static async create(options: TrainingStepOptions): Promise<GraphStep> {
    return new GraphStep(
      options,
      await openSession(
        buildStepGraph(options),
        options.device,
        options.profile ? { profile: options.profile } : {}
      ),
      options.accumulate
        ? await openSession(buildGradientGraph({ ...options, accumulate: true }), options.device)
        : null
    )
  }

  get step(): number {
    return this.#step
  }

  async run(batches: readonly Batch[], learningRate: number): Promise<StepResult> {
    const targets = batches.reduce((sum, { owners }) => sum + owners.length, 0)
    let loss = 0
    const nll: Float32Array[] = []
    let last: Record<string, HostTensor> = {}
    for (const tensor of Object.values(this.#gradients)) floatData(tensor).fill(0)
    for (const [index, batch] of batches.entries()) {
      const final = index === batches.length - 1
      const weights = new Float32Array(batch.owners.length).fill(1 / targets)
      const feeds = { ...batch.feeds, weights: floats(weights, [weights.length]) }
      last = final
        ? await this.#update(feeds, batch.bindings, index, learningRate)
        : await this.#add(feeds, batch.bindings, index)
      loss += floatData(last['loss'])[0] ?? Number.NaN
      nll.push(floatData(last['nll']))
    }
    const norm = last['gradientNorm']
    return { loss, nll, gradientNorm: norm ? (floatData(norm)[0] ?? null) : null }
  }

  weights(): Promise<Record<string, HostTensor>> {
    return Promise.resolve({ ...this.#fixed, ...this.#pick((name) => name) })
  }

  finalWeights(): Promise<Record<string, HostTensor>> {
    if (this.options.emaDecay === null) return this.weights()
    return Promise.resolve({ ...this.#fixed, ...this.#pick(stateNames.average) })
  }

  optimizerState(): Promise<OptimizerState> {
    const { trained, emaDecay } = this.options
    const final = new Set(emaDecay === null ? trained : trained.map(stateNames.average))
    return Promise.resolve({
      step: this.#step,
      tensors: Object.fromEntries(
        Object.entries(this.#current).filter(([name]) => !final.has(name))
      )
    })
  }

  async release(): Promise<void> {
    await this.session.release()
    await this.adding?.release()
  }

  async #update(
    feeds: Feeds,
    bindings: Bindings,
    batch: number,
    learningRate: number
  ): Promise<Record<string, HostTensor>> {
    const scalars = adamWScalars(this.options.optimizer, this.#step + 1, learningRate)
    const outputs = await this.session.run(
      {
        ...this.#feeds(this.session, feeds, bindings, batch),
        'adamw.step-size': scalar(scalars.stepSize),
        'adamw.epsilon': scalar(scalars.epsilon),
        'adamw.keep': scalar(scalars.keep)
      },
      bindings,
      renamed(this.#spare, nextName)
    )
    ;[this.#current, this.#spare] = [this.#spare, this.#current]
    this.#step++
    return outputs
  }

  async #add(feeds: Feeds, bindings: Bindings, batch: number): Promise<Record<string, HostTensor>> {
    if (!this.adding) throw new Error('a step of several batches needs accumulation')
    const outputs = await this.adding.run(
      this.#feeds(this.adding, feeds, bindings, batch),
      bindings,
      renamed(this.#spareGradients, nextName)
    )
    ;[this.#gradients, this.#spareGradients] = [this.#spareGradients, this.#gradients]
    return outputs
  }

  #feeds(session: GraphSession, feeds: Feeds, bindings: Bindings, batch: number): Feeds {
    return {
      ...this.#fixed,
      ...this.#current,
      ...this.#gradients,
      ...feeds,
      ...this.#dropout.feeds(session.model, this.#step, batch, bindings)
    }
  }

  /** A tensor of each trained parameter under the parameter's own name. */
  #pick(stateName: (parameter: string) => string): Record<string, HostTensor> {
    return Object.fromEntries(
      this.options.trained.flatMap((name) => {
        const tensor = this.#current[stateName(name)]
        return tensor ? [[name, tensor]] : []
      })
    )
  }
}

/** Copies of the trained parameters and their averages; moments as resumed, or zero. */
function initialState(
  options: StepGraphOptions,
  weights: Feeds,
  resume: OptimizerState | undefined
): Record<string, HostTensor> {
  const { trained, emaDecay } = options
  const shapes = trainableShapes(options.shape, options.forward)
  const averages = emaDecay === null ? [] : [stateNames.average]
  return Object.fromEntries(
    trained.flatMap((name) => {
      const dims = shapes.get(name) ?? []
      const copy = (source: HostTensor | undefined): HostTensor =>
        floats(source ? floatData(source).slice() : new Float32Array(sizeOf(dims)), dims)
      const kept = (state: string, fallback?: HostTensor): [string, HostTensor] => [
        state,
        copy(resume?.tensors[state] ?? fallback)
      ]
      return [
        kept(name, weights[name]),
        kept(stateNames.first(name)),
        kept(stateNames.second(name)),
        ...averages.map((average) => kept(average(name), weights[name]))
      ]
    })
  )
}

function gradientBuffers(options: StepGraphOptions): Record<string, HostTensor> {
  const shapes = trainableShapes(options.shape, options.forward)
  return Object.fromEntries(
    options.trained.map((name) => {
      const dims = shapes.get(name) ?? []
      return [stateNames.gradient(name), floats(new Float32Array(sizeOf(dims)), dims)]
    })
  )
}

const zerosLike = (tensors: Feeds): Record<string, HostTensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { dims }]) => [
      name,
      floats(new Float32Array(sizeOf(dims)), dims)
    ])
  )

const renamed = (tensors: Feeds, rename: (name: string) => string): Record<string, HostTensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [rename(name), tensor]))

const scalar = (value: number): HostTensor => floats(Float32Array.of(value), [])
