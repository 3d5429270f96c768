import {
  backward,
  backwardInParts,
  GraphBuilder,
  mul,
  Tape,
  writeModel,
  type GraphModel,
  type Products,
  type Target,
  type Value,
  type WorkspaceOptions
} from '../graph'
import type { Network } from '../nn/network'
import { parameterInputs, type Parameters } from '../nn/parameters'
import { adamWUpdate, type AdamWSettings } from './optimizer/adamw'
import { clipByGlobalNorm, globalNorm } from './optimizer/clipping'
import { joinValues, partValues, updateGroups, type UpdateGroup } from './update-groups'

/** What the step does with the gradients, and what it reads. */
export interface StepGraphOptions {
  network: Network
  optimizer: AdamWSettings
  /** Names of the parameters that are trained; the others are read only. */
  trained: readonly string[]
  /** Largest norm of the whole gradient; null leaves it as it is. */
  clipNorm: number | null
  /** Decay of the moving average of the trained parameters; null keeps none. */
  emaDecay: number | null
  /** Whether gradients of earlier batches are added to those of this one. */
  accumulate: boolean
  /** What the layers' matrix products are computed in, by default float32; all else is float32. */
  products?: Products
  /** Where the graph is to run; by default on any device. */
  target?: Target
  /** Which of its values get memory that is kept from run to run; by default none. */
  workspace?: WorkspaceOptions | null
}

/** Tensors that belong to a trained parameter, or to a group of them, beside itself. */
export const stateNames = {
  first: (parameter: string): string => `adamw.first.${parameter}`,
  second: (parameter: string): string => `adamw.second.${parameter}`,
  average: (parameter: string): string => `ema.${parameter}`,
  gradient: (parameter: string): string => `gradient.${parameter}`
} as const

/** Name of the output that replaces an input of this name. */
export const nextName = (name: string): string => `next.${name}`

/**
 * Forward pass, backward pass and AdamW in one graph. Beside the inputs of the network's loss: the
 * parameters, the state of `stateNames` (moments by the names of `updateGroups`), and the scalars
 * `adamw.step-size`, `adamw.epsilon`, `adamw.keep`, and those of `lossAndGradients`. Outputs:
 * `loss`, `nll` [M] where the network tells it, `next.*` of all state, and `gradientNorm` with
 * clipping or in half precision, where it tells an overflow.
 */
export function buildStepGraph(options: StepGraphOptions): GraphModel {
  const { trained, optimizer, clipNorm, emaDecay, accumulate } = options
  const { tape, parameters, gradients } = lossAndGradients(options)
  const b = tape.builder
  const summed = accumulate ? addEarlier(tape, gradients) : gradients
  const groups = updateGroups(trained, options.network.shapes)
  const joined = (group: UpdateGroup, valueOf: (parameter: string) => Value): Value =>
    joinValues(
      b,
      group,
      group.parts.map(({ name }) => valueOf(name))
    )
  const whole = new Map(
    groups.map((group) => [group.name, joined(group, (name) => given(summed.get(name), name))])
  )
  const clipping = clipNorm === null ? null : clipByGlobalNorm(b, whole, clipNorm)
  if (clipping) b.output('gradientNorm', clipping.norm)
  else if (b.products !== 'float32') b.output('gradientNorm', globalNorm(b, whole))
  const scalars = {
    stepSize: b.input('adamw.step-size', 'float32', []),
    epsilon: b.input('adamw.epsilon', 'float32', []),
    keep: b.input('adamw.keep', 'float32', [])
  }
  for (const group of groups) {
    const gradient = given((clipping?.clipped ?? whole).get(group.name), group.name)
    const names = { first: stateNames.first(group.name), second: stateNames.second(group.name) }
    const state = {
      parameter: joined(group, parameters),
      first: b.input(names.first, 'float32', group.dims),
      second: b.input(names.second, 'float32', group.dims)
    }
    const next = adamWUpdate(b, state, gradient, optimizer, scalars)
    b.output(nextName(names.first), next.first)
    b.output(nextName(names.second), next.second)
    const replace = (value: Value, nameOf: (parameter: string) => string): void =>
      partValues(b, group, value).forEach((part, index) =>
        b.output(nextName(nameOf(group.parts[index]?.name ?? '')), part)
      )
    replace(next.parameter, (name) => name)
    if (emaDecay !== null) {
      const averages = joined(group, (name) =>
        b.input(stateNames.average(name), 'float32', parameters(name).shape)
      )
      const kept = b.mul(averages, b.scalar(emaDecay))
      const taken = b.mul(next.parameter, b.scalar(1 - emaDecay))
      replace(b.add(kept, taken), stateNames.average)
    }
  }
  return writeModel(b, { workspace: options.workspace ?? null })
}

/**
 * Forward and backward pass alone: outputs `loss`, `nll` [M] where the network tells it, and the gradients, `gradient.*`. With
 * `accumulate` they are added to those of earlier batches, inputs of these names, and come out as
 * `next.gradient.*`.
 */
export function buildGradientGraph(
  options: Pick<
    StepGraphOptions,
    'network' | 'trained' | 'accumulate' | 'products' | 'target' | 'workspace'
  >
): GraphModel {
  const { tape, gradients } = lossAndGradients(options)
  const { accumulate } = options
  for (const [name, gradient] of accumulate ? addEarlier(tape, gradients) : gradients) {
    const plain = stateNames.gradient(name)
    tape.builder.output(accumulate ? nextName(plain) : plain, gradient)
  }
  return writeModel(tape.builder, { workspace: options.workspace ?? null })
}

/** Rows that the host adds to an output `gradient.*`. */
export interface RowsToAdd {
  /** Name of the output that they belong to. */
  gradient: string
  /** Name of the input that holds their distinct places, [n]. */
  indices: string
  /** Name of the output that holds them, [n, d]. */
  rows: string
}

/**
 * Forward and backward pass for the CPU, where nothing is copied that need not be: outputs `loss`,
 * `nll` [M] where the network tells it, and `gradient.*`, to be written into memory that is given, and what the host has to add to
 * them, in order.
 */
export function buildHostGradientGraph(options: Pick<StepGraphOptions, 'network' | 'trained'>): {
  model: GraphModel
  additions: RowsToAdd[]
} {
  const { tape, parameters, loss } = lossTape(options.network, new GraphBuilder('float32', 'cpu'))
  const parts = backwardInParts(tape, loss, options.trained.map(parameters))
  const additions: RowsToAdd[] = []
  for (const [name, { dense, sparse }] of parts) {
    const gradient = stateNames.gradient(name)
    tape.builder.output(gradient, dense)
    sparse.forEach(({ indices, rows }, index) => {
      const output = `rows.${index}.${name}`
      tape.builder.output(output, rows)
      additions.push({ gradient, indices: indices.name, rows: output })
    })
  }
  return { model: writeModel(tape.builder), additions }
}

/** Parameters and forward pass, with the output `loss`, and `nll` where the network tells it. */
function lossTape(
  network: Network,
  builder: GraphBuilder
): { tape: Tape; parameters: Parameters; loss: Value } {
  const tape = new Tape(builder)
  const parameters = parameterInputs(tape, network.shapes)
  const { nll, loss } = network.loss(tape, parameters)
  builder.output('loss', loss)
  if (nll) builder.output('nll', nll)
  return { tape, parameters, loss }
}

/**
 * In half precision the gradients are those of the loss times the input `loss.scale`, times the
 * input `loss.unscale`: scalars, one the inverse of the other.
 */
function lossAndGradients({
  network,
  trained,
  products = 'float32',
  target = 'any'
}: Pick<StepGraphOptions, 'network' | 'trained' | 'products' | 'target'>): {
  tape: Tape
  parameters: Parameters
  gradients: Map<string, Value>
} {
  const b = new GraphBuilder(products, target)
  const { tape, parameters, loss } = lossTape(network, b)
  const wanted = trained.map(parameters)
  if (products === 'float32') return { tape, parameters, gradients: backward(tape, loss, wanted) }
  const scaled = mul(tape, loss, b.input('loss.scale', 'float32', []))
  const unscale = b.input('loss.unscale', 'float32', [])
  const gradients = [...backward(tape, scaled, wanted)].map(([name, gradient]): [string, Value] => [
    name,
    b.mul(gradient, unscale)
  ])
  return { tape, parameters, gradients: new Map(gradients) }
}

function given(value: Value | undefined, name: string): Value {
  if (!value) throw new Error(`${name} has no gradient`)
  return value
}

function addEarlier({ builder }: Tape, gradients: Map<string, Value>): Map<string, Value> {
  return new Map(
    [...gradients].map(([name, gradient]) => [
      name,
      builder.add(builder.input(stateNames.gradient(name), 'float32', gradient.shape), gradient)
    ])
  )
}
