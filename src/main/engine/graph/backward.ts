import type { GraphBuilder } from './builder'
import { isSparse, type Gradient, type SparseRows } from './ops/op'
import type { Tape, TapeEntry } from './tape'
import { sameShape, type Shape, type Value } from './value'

/** A gradient as a tensor of its parameter's own shape, and what is still to be added to some rows. */
export interface GradientParts {
  dense: Value
  /** In the order in which they are to be added, so that rounding is always the same. */
  sparse: readonly SparseRows[]
}

/**
 * Writes the backward pass of `tape` into its graph.
 *
 * @param loss A scalar of the tape.
 * @param parameters Inputs of the graph whose gradients are wanted.
 * @returns The gradient of the loss by each parameter, of the parameter's own shape, by name.
 */
export function backward(
  tape: Tape,
  loss: Value,
  parameters: readonly Value[]
): Map<string, Value> {
  const sums = passAll(tape, loss, parameters)
  return new Map(
    parameters.map((parameter) => [
      parameter.name,
      sums.take(parameter) ?? tape.builder.fill(0, parameter.shape)
    ])
  )
}

/** As `backward`, but leaves rows of a table for the host to add: in the graph each addition copies the table. */
export function backwardInParts(
  tape: Tape,
  loss: Value,
  parameters: readonly Value[]
): Map<string, GradientParts> {
  const sums = passAll(tape, loss, parameters)
  return new Map(parameters.map((parameter) => [parameter.name, sums.parts(parameter)]))
}

/** The gradients of all values of the tape that lead to a parameter. */
function passAll(tape: Tape, loss: Value, parameters: readonly Value[]): GradientSums {
  const wanted = dependents(tape, parameters)
  const sums = new GradientSums(tape.builder)
  sums.add(loss, tape.builder.scalar(1))
  for (const entry of tape.entries.toReversed()) pass(tape.builder, entry, wanted, sums)
  return sums
}

/** Names of all values that depend on a parameter. */
function dependents(tape: Tape, parameters: readonly Value[]): Set<string> {
  const names = new Set(parameters.map((parameter) => parameter.name))
  for (const { inputs, outputs } of tape.entries) {
    if (inputs.some((input) => names.has(input.name)))
      outputs.forEach((output) => names.add(output.name))
  }
  return names
}

/** Passes the gradients of an entry's outputs on to its inputs. */
function pass(
  builder: GraphBuilder,
  entry: TapeEntry,
  wanted: Set<string>,
  sums: GradientSums
): void {
  const needs = entry.inputs.map((input) => wanted.has(input.name))
  if (!needs.includes(true)) return
  const grads = entry.outputs.map((output) => sums.take(output))
  const [first] = entry.outputs
  if (!first || grads.every((grad) => grad === null)) return
  const results = entry.op.backward(builder, {
    inputs: entry.inputs,
    outputs: entry.outputs,
    attributes: entry.attributes,
    grad: grads[0] ?? builder.fill(0, first.shape),
    grads,
    needs: (index) => needs[index] ?? false
  })
  entry.inputs.forEach((input, index) => {
    const result = results[index]
    if (!needs[index] || !result) return
    const list: readonly Gradient[] = Array.isArray(result) ? result : [result as Gradient]
    list.forEach((gradient) => sums.add(input, gradient))
  })
}

/** Adds up what reaches each value; the one place where broadcasts are undone. */
class GradientSums {
  readonly #dense = new Map<string, Value>()
  readonly #sparse = new Map<string, SparseRows[]>()

  constructor(readonly builder: GraphBuilder) {}

  add(value: Value, gradient: Gradient): void {
    if (isSparse(gradient)) {
      this.#sparse.set(value.name, [...(this.#sparse.get(value.name) ?? []), gradient])
      return
    }
    const fitted = undoBroadcast(this.builder, gradient, value.shape)
    const sum = this.#dense.get(value.name)
    this.#dense.set(value.name, sum ? this.builder.add(sum, fitted) : fitted)
  }

  /** The whole gradient of a value; null if none reached it. */
  take(value: Value): Value | null {
    if (!this.#sparse.has(value.name)) return this.#dense.get(value.name) ?? null
    const { dense, sparse } = this.parts(value)
    return sparse.reduce(
      (sum, { indices, rows }) => this.builder.scatterAddRows(sum, indices, rows),
      dense
    )
  }

  /** The gradient of a value with the sparse parts left aside. */
  parts(value: Value): GradientParts {
    return {
      dense: this.#dense.get(value.name) ?? this.builder.fill(0, value.shape),
      sparse: this.#sparse.get(value.name) ?? []
    }
  }
}

/** Sums a gradient over the axes along which its value was repeated. */
function undoBroadcast(builder: GraphBuilder, gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient
  const added = gradient.shape.length - shape.length
  const leading = Array.from({ length: added }, (_, axis) => axis)
  const repeated = shape.flatMap((dim, axis) =>
    dim === 1 && gradient.shape[axis + added] !== 1 ? [axis + added] : []
  )
  const axes = [...leading, ...repeated]
  const summed = axes.length > 0 ? builder.reduce('ReduceSum', gradient, axes, true) : gradient
  return sameShape(summed.shape, shape) ? summed : builder.reshape(summed, shape)
}
