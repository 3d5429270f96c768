import {
  backwardInParts,
  GraphBuilder,
  Tape,
  writeModel,
  type Bindings,
  type Value
} from '../graph'
import { parameterInputs, type Parameters, type ParameterShapes } from '../nn/parameters'
import { adamWScalars, type AdamWSettings } from '../optim/adamw'
import { CLIP_EPSILON } from '../optim/clipping'
import { KernelThreads, type Region } from '../optim/kernels/kernel-threads'
import { openSession, type Feeds, type GraphSession } from '../runtime'
import { floatData, type HostTensor } from '../tensor'
import { addRows } from '../train/in-place-step'
import { StateLayout } from '../train/state-memory'

export interface PretrainingOptions {
  shapes: ParameterShapes
  /** Values that the parameters begin with. */
  initial: Readonly<Record<string, Float32Array>>
  /** Writes the forward pass; its result is the loss, a scalar. */
  loss(tape: Tape, parameters: Parameters): Value
  optimizer: AdamWSettings
  /** Largest norm of the whole gradient. */
  clipNorm: number
}

interface Addition {
  gradient: string
  indices: string
  rows: string
}

const gradientOf = (parameter: string): string => `gradient.${parameter}`

/** Trains all parameters of a network of any loss, on the CPU: gradients by a graph, AdamW in place. */
export class PretrainingStep {
  step = 0
  readonly parameters: Record<string, HostTensor>
  readonly #gradients: Record<string, HostTensor>
  readonly #regions: Record<'parameters' | 'gradients' | 'first' | 'second', Region>

  private constructor(
    readonly options: PretrainingOptions,
    readonly session: GraphSession,
    readonly additions: readonly Addition[],
    layout: StateLayout,
    readonly kernels: KernelThreads
  ) {
    this.#regions = {
      parameters: layout.region(0),
      gradients: layout.region(1),
      first: layout.region(2),
      second: layout.region(3)
    }
    this.parameters = layout.tensors(kernels, this.#regions.parameters, (name) => name)
    this.#gradients = layout.tensors(kernels, this.#regions.gradients, gradientOf)
    for (const [name, tensor] of Object.entries(this.parameters)) {
      floatData(tensor).set(options.initial[name] ?? [])
    }
  }

  static async create(options: PretrainingOptions): Promise<PretrainingStep> {
    const { shapes } = options
    const tape = new Tape(new GraphBuilder('float32', 'cpu'))
    const parameters = parameterInputs(tape, shapes)
    const loss = options.loss(tape, parameters)
    tape.builder.output('loss', loss)
    const names = [...shapes.keys()]
    const additions: Addition[] = []
    for (const [name, { dense, sparse }] of backwardInParts(tape, loss, names.map(parameters))) {
      const gradient = gradientOf(name)
      tape.builder.output(gradient, dense)
      sparse.forEach(({ indices, rows }, index) => {
        const output = `rows.${index}.${name}`
        tape.builder.output(output, rows)
        additions.push({ gradient, indices: indices.name, rows: output })
      })
    }
    const session = await openSession(writeModel(tape.builder, { filling: true }), 'cpu')
    const layout = new StateLayout(names, shapes)
    return new PretrainingStep(
      options,
      session,
      additions,
      layout,
      new KernelThreads(4 * layout.bytes)
    )
  }

  /** One update; gives the loss before it. */
  async run(feeds: Feeds, bindings: Bindings, learningRate: number): Promise<number> {
    const outputs = await this.session.run(
      { ...this.parameters, ...feeds },
      bindings,
      this.#gradients
    )
    for (const { gradient, indices, rows } of this.additions) {
      addRows(this.#gradients[gradient], feeds[indices], outputs[rows])
    }
    const { optimizer, clipNorm } = this.options
    const norm = Math.sqrt(this.kernels.sumOfSquares(this.#regions.gradients))
    const scalars = adamWScalars(optimizer, ++this.step, learningRate)
    this.kernels.adamW(this.#regions, {
      scale: Math.min(1, clipNorm / (norm + CLIP_EPSILON)),
      beta1: optimizer.beta1,
      beta2: optimizer.beta2,
      step: scalars.stepSize,
      epsilon: scalars.epsilon,
      before: scalars.keep,
      after: 1
    })
    return floatData(outputs['loss'])[0] ?? Number.NaN
  }

  async release(): Promise<void> {
    await this.session.release()
    await this.kernels.release()
  }
}
