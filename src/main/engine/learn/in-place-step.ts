import { AppError } from '../../../shared/errors'
import { adamWScalars } from './optimizer/adamw'
import { CLIP_EPSILON } from './optimizer/clipping'
import { fitsKernels, KernelThreads, type Region } from './optimizer/kernels/kernel-threads'
import { openSession, type Feeds, type GraphSession } from '../runtime/session'
import { floatData, type HostTensor } from '../tensor/tensor'
import { weighted, type NetworkBatch } from '../nn/network'
import { DropoutFeeds } from './dropout-feeds'
import { isOutOfMemory } from './out-of-memory'
import { StateLayout } from './state-memory'
import { buildHostGradientGraph, stateNames, type RowsToAdd } from './step-graph'
import type { OptimizerState, StepResult, TrainingStep, TrainingStepOptions } from './training-step'

const own = (parameter: string): string => parameter

/**
 * A step whose graph gives gradients alone: kernels of our own then update parameters and moments
 * in place, on all cores. Each tensor of the state is there once, and passed over once a step.
 */
export class InPlaceStep implements TrainingStep {
  readonly options: TrainingStep['options']
  #step: number
  #session: GraphSession
  readonly #regions: Regions
  readonly #parameters: Record<string, HostTensor>
  readonly #gradients: Record<string, HostTensor>
  readonly #dropout: DropoutFeeds
  /** The parameters that are only read. */
  readonly #fixed: Feeds

  private constructor(
    { weights, resume, ...options }: TrainingStepOptions,
    private readonly open: () => Promise<GraphSession>,
    session: GraphSession,
    readonly additions: readonly RowsToAdd[],
    readonly layout: StateLayout,
    readonly kernels: KernelThreads
  ) {
    this.options = options
    this.#session = session
    this.#step = resume?.step ?? 0
    this.#regions = regionsOf(layout, options)
    this.#parameters = this.#tensors('parameters', own)
    this.#gradients = this.#tensors('gradients', stateNames.gradient)
    this.#dropout = new DropoutFeeds(options.seed, session.model, options.largest)
    const trained = new Set(options.trained)
    this.#fixed = Object.fromEntries(Object.entries(weights).filter(([name]) => !trained.has(name)))
    fill(this.#state(), (name) => resume?.tensors[name])
    fill(this.#parameters, (name) => resume?.tensors[name] ?? weights[name])
    fill(this.#averages(own), (name) => weights[name])
    if (options.consume) {
      giveBack([
        ...options.trained.map((name) => weights[name]),
        ...Object.values(resume?.tensors ?? {})
      ])
    }
  }

  /** Whether the state fits into the memory that the kernels can reach. */
  static fits(options: TrainingStepOptions): boolean {
    const layout = layoutOf(options)
    return fitsKernels(layout.bytes * Object.keys(regionsOf(layout, options)).length)
  }

  static async create(options: TrainingStepOptions): Promise<InPlaceStep> {
    const layout = layoutOf(options)
    const count = Object.keys(regionsOf(layout, options)).length
    const { model, additions } = buildHostGradientGraph(options)
    const { device, profile } = options
    const open = (): Promise<GraphSession> =>
      openSession(model, device, { uncopied: true, ...(profile ? { profile } : {}) })
    const session = await open()
    const kernels = openKernels(layout.bytes * count)
    return new InPlaceStep(options, open, session, additions, layout, kernels)
  }

  get session(): GraphSession {
    return this.#session
  }

  get step(): number {
    return this.#step
  }

  async run(batches: readonly NetworkBatch[], learningRate: number): Promise<StepResult> {
    try {
      const { loss, nll } = await this.#gradientsOf(batches)
      const { gradients, sums } = this.#regions
      return { loss, nll, gradientNorm: this.#update(sums ?? gradients, learningRate) }
    } catch (error) {
      if (isOutOfMemory(error)) await this.#freeMemory()
      throw error
    }
  }

  /** The runtime holds on to all memory that a failed run got: smaller batches need some of it. */
  async #freeMemory(): Promise<void> {
    await this.#session.release()
    this.#session = await this.open()
  }

  /** Loss and negative log-likelihoods; the gradients stand in their region, or their sums do. */
  async #gradientsOf(batches: readonly NetworkBatch[]): Promise<Pick<StepResult, 'loss' | 'nll'>> {
    const { gradients, sums } = this.#regions
    let loss = 0
    const nll: Float32Array[] = []
    for (const [index, batch] of weighted(batches).entries()) {
      const outputs = await this.#session.run(
        {
          ...this.#fixed,
          ...this.#parameters,
          ...batch.feeds,
          ...this.#dropout.feeds(this.#session.model, this.#step, index, batch.bindings)
        },
        batch.bindings,
        this.#gradients
      )
      for (const { gradient, indices, rows } of this.additions) {
        addRows(this.#gradients[gradient], batch.feeds[indices], outputs[rows])
      }
      loss += floatData(outputs['loss'])[0] ?? Number.NaN
      if (outputs['nll']) nll.push(floatData(outputs['nll']))
      // The first batch's gradients take the place of the last step's sums.
      if (sums) this.kernels.blend(sums, gradients, index === 0 ? 0 : 1, 1)
    }
    return { loss, nll }
  }

  weights(): Promise<Record<string, HostTensor>> {
    return Promise.resolve({ ...this.#fixed, ...this.#parameters })
  }

  async finalWeights(): Promise<Record<string, HostTensor>> {
    return { ...(await this.weights()), ...this.#averages(own) }
  }

  heldWeights(): Promise<Feeds> {
    return this.finalWeights()
  }

  optimizerState(): Promise<OptimizerState> {
    const raw = this.options.emaDecay === null ? {} : this.#parameters
    return Promise.resolve({ step: this.#step, tensors: { ...this.#state(), ...raw } })
  }

  async release(): Promise<void> {
    await this.#session.release()
    await this.kernels.release()
  }

  /** AdamW and the moving average, from gradients that are all there. Gives their norm if it clips. */
  #update(gradients: Region, learningRate: number): number | null {
    const { optimizer, clipNorm, emaDecay } = this.options
    const { parameters, first, second, averages } = this.#regions
    const norm = clipNorm === null ? null : Math.sqrt(this.kernels.sumOfSquares(gradients))
    const scale = norm === null ? 1 : Math.min(1, (clipNorm ?? 0) / (norm + CLIP_EPSILON))
    const scalars = adamWScalars(optimizer, this.#step + 1, learningRate)
    const torch = optimizer.form === 'adamw'
    this.kernels.adamW(
      { parameters, gradients, first, second },
      {
        scale,
        beta1: optimizer.beta1,
        beta2: optimizer.beta2,
        step: scalars.stepSize,
        epsilon: scalars.epsilon,
        before: torch ? scalars.keep : 1,
        after: torch ? 1 : scalars.keep
      }
    )
    if (averages && emaDecay !== null) {
      this.kernels.blend(averages, parameters, emaDecay, 1 - emaDecay)
    }
    this.#step++
    return norm
  }

  #tensors(name: keyof Regions, nameOf: (parameter: string) => string): Record<string, HostTensor> {
    const region = this.#regions[name]
    return region ? this.layout.tensors(this.kernels, region, nameOf) : {}
  }

  #averages(nameOf: (parameter: string) => string): Record<string, HostTensor> {
    return this.#tensors('averages', nameOf)
  }

  #state(): Record<string, HostTensor> {
    return {
      ...this.#tensors('first', stateNames.first),
      ...this.#tensors('second', stateNames.second)
    }
  }
}

/** The regions of the kernels' memory, one tensor of each trained parameter in each. */
interface Regions {
  parameters: Region
  gradients: Region
  first: Region
  second: Region
  averages?: Region
  /** Gradients of all batches of a step, where it has several. */
  sums?: Region
}

const layoutOf = ({ trained, network }: TrainingStepOptions): StateLayout =>
  new StateLayout(trained, network.shapes)

function regionsOf(
  layout: StateLayout,
  { emaDecay, accumulate }: Pick<TrainingStepOptions, 'emaDecay' | 'accumulate'>
): Regions {
  let count = 0
  const next = (): Region => layout.region(count++)
  return {
    parameters: next(),
    gradients: next(),
    first: next(),
    second: next(),
    ...(emaDecay === null ? {} : { averages: next() }),
    ...(accumulate ? { sums: next() } : {})
  }
}

/** The kernels with a memory of this size; an error for a person where the machine has too little. */
function openKernels(bytes: number): KernelThreads {
  try {
    return new KernelThreads(bytes)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppError('train.no-memory', { gigabytes: (bytes / 1e9).toFixed(1) }, { cause })
  }
}

/** Adds rows [n, d] to those of a table [v, d] that stand at `indices` [n]. */
export function addRows(
  table: HostTensor | undefined,
  indices: HostTensor | undefined,
  rows: HostTensor | undefined
): void {
  const [into, from] = [floatData(table), floatData(rows)]
  const width = rows?.dims[1] ?? 0
  indices?.data.forEach((place, row) => {
    const start = Number(place) * width
    for (let column = 0; column < width; column++) {
      into[start + column] = (into[start + column] ?? 0) + (from[row * width + column] ?? 0)
    }
  })
}

/** Copies what there is for each tensor into it; the others stay zero. */
function fill(tensors: Feeds, source: (name: string) => HostTensor | undefined): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    const found = source(name)
    if (found) floatData(tensor).set(floatData(found))
  }
}

/** Frees the memory of tensors that have it to themselves: the collector may leave it for long. */
function giveBack(tensors: readonly (HostTensor | undefined)[]): void {
  for (const tensor of tensors) {
    const { buffer, byteLength } = tensor?.data ?? {}
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
  }
}
