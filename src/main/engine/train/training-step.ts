import type { DeviceName } from '../../../shared/engine-protocol'
import { DROPOUT_BANK, sizeOf, type Bindings, type GraphModel } from '../graph'
import { captionerParameterShapes } from '../nn/captioner'
import { adamWScalars } from '../optim/adamw'
import { openSession, type Feeds, type GraphSession } from '../runtime'
import { floatData, floats, integers, type HostTensor } from '../tensor'
import type { Batch } from './batch'
import { RandomStream, uniforms } from './random'
import { buildStepGraph, nextName, stateNames, type StepGraphOptions } from './step-graph'

/** The least number of uniform numbers kept for dropout, and how often the largest mask fits in. */
const SMALLEST_BANK = 1 << 20
const MASKS_IN_BANK = 4

export interface TrainingStepOptions extends StepGraphOptions {
  /** By default the CPU. */
  device?: DeviceName
  /** Decides dropout. */
  seed: number
  /** Sizes that no batch exceeds. */
  largest: Bindings
  /** All parameters, trained or not. They are not written to. */
  weights: Feeds
  /** Where to go on from; by default from the start, with moments of zero. */
  resume?: OptimizerState
}

export interface OptimizerState {
  /** Updates made so far. */
  step: number
  /** `adamw.first.*` and `adamw.second.*`. */
  moments: Feeds
}

/**
 * A model in training: its state, and the graph that takes it one step further. The state lives in
 * two copies: one is read while the other is written, since the backward pass still reads the old
 * weights when the first new ones are ready.
 */
export class TrainingStep {
  #step: number
  #current: Record<string, HostTensor>
  #spare: Record<string, HostTensor>
  readonly #bank: HostTensor

  private constructor(
    readonly options: TrainingStepOptions,
    readonly session: GraphSession
  ) {
    this.#step = options.resume?.step ?? 0
    const shapes = captionerParameterShapes(options.shape)
    const state = (copy: boolean): Record<string, HostTensor> =>
      Object.fromEntries(
        options.trained.flatMap((parameter) => {
          const names = stateNames(parameter)
          const dims = shapes.get(parameter) ?? []
          return [names.parameter, names.first, names.second].map((name) => {
            const source =
              name === parameter ? options.weights[name] : options.resume?.moments[name]
            const data = copy && source ? floatData(source).slice() : new Float32Array(sizeOf(dims))
            return [name, floats(data, dims)]
          })
        })
      )
    this.#current = state(true)
    this.#spare = state(false)
    this.#bank = dropoutBank(session.model, options)
  }

  static async create(options: TrainingStepOptions): Promise<TrainingStep> {
    return new TrainingStep(options, await openSession(buildStepGraph(options), options.device))
  }

  /** Updates made so far. */
  get step(): number {
    return this.#step
  }

  /**
   * One update.
   *
   * @returns The loss before it, and the negative log-likelihood of each target token, [M], in nats.
   */
  async run(batch: Batch, learningRate: number): Promise<{ loss: number; nll: Float32Array }> {
    const scalars = adamWScalars(this.options.optimizer, this.#step + 1, learningRate)
    const feeds = {
      ...this.options.weights,
      ...this.#current,
      ...batch.feeds,
      ...this.#dropout(batch.bindings),
      'adamw.step-size': scalar(scalars.stepSize),
      'adamw.epsilon': scalar(scalars.epsilon),
      'adamw.keep': scalar(scalars.keep)
    }
    const into = Object.fromEntries(
      Object.entries(this.#spare).map(([name, tensor]) => [nextName(name), tensor])
    )
    const outputs = await this.session.run(feeds, batch.bindings, into)
    ;[this.#current, this.#spare] = [this.#spare, this.#current]
    this.#step++
    return { loss: floatData(outputs['loss'])[0] ?? Number.NaN, nll: floatData(outputs['nll']) }
  }

  /** All parameters as they are now. The memory is written to again by the step after the next. */
  weights(): Record<string, HostTensor> {
    const own = this.options.trained.map((name): [string, HostTensor | undefined] => [
      name,
      this.#current[name]
    ])
    return { ...this.options.weights, ...(Object.fromEntries(own) as Record<string, HostTensor>) }
  }

  /** What, beside the parameters, a checkpoint has to keep. */
  optimizerState(): OptimizerState {
    const trained = new Set(this.options.trained)
    return {
      step: this.#step,
      moments: Object.fromEntries(
        Object.entries(this.#current).filter(([name]) => !trained.has(name))
      )
    }
  }

  release(): Promise<void> {
    return this.session.release()
  }

  /** The bank and, for each site, the piece of it that this step takes: drawn from (seed, step, site). */
  #dropout(bindings: Bindings): Record<string, HostTensor> {
    const sites = this.session.model.dropoutSites
    if (sites.length === 0) return {}
    const draws = uniforms(this.options.seed, RandomStream.dropoutOffset, this.#step, sites.length)
    const feeds: Record<string, HostTensor> = { [DROPOUT_BANK]: this.#bank }
    sites.forEach(({ start, end, shape }, index) => {
      const length = sizeOf(shape, bindings)
      const room = this.#bank.data.length - length
      if (room < 0) throw new Error(`a dropout mask of ${length} is larger than the bank`)
      const from = Math.floor((draws[index] ?? 0) * (room + 1))
      feeds[start.name] = integers([from])
      feeds[end.name] = integers([from + length])
    })
    return feeds
  }
}

/**
 * Uniform numbers from (seed); at each step every dropout site takes a piece of them at a place of
 * its own. The size follows from the data alone, so that a resumed run has the same bank.
 */
function dropoutBank(
  { dropoutSites }: GraphModel,
  { seed, largest }: TrainingStepOptions
): HostTensor {
  const masks = dropoutSites.map(({ shape }) => sizeOf(shape, largest))
  const size = masks.length > 0 ? Math.max(SMALLEST_BANK, MASKS_IN_BANK * Math.max(...masks)) : 0
  return floats(uniforms(seed, RandomStream.dropoutBank, 0, size), [size])
}

const scalar = (value: number): HostTensor => floats(Float32Array.of(value), [])
