import type { GraphBuilder } from '../../src/main/engine/graph/builder'
import type { GraphNode } from '../../src/main/engine/graph/parts'
import { bindShape, type Bindings } from '../../src/main/engine/graph'
import type { HostTensor } from '../../src/main/engine/tensor/tensor'
import { operators, type Operator } from './operators'
import { tensor64, type Tensor64 } from './tensor64'

/** A tensor of the engine as doubles. */
export const toTensor64 = ({ data, dims }: HostTensor): Tensor64 =>
  tensor64(Array.from(data, Number), dims)

/**
 * Runs a builder's nodes one after the other in float64. Constants take part as the doubles that
 * the builder was given.
 *
 * @param feeds A tensor for every input.
 * @returns The builder's outputs by name.
 */
export function evaluate(
  builder: GraphBuilder,
  feeds: Readonly<Record<string, Tensor64>>,
  bindings: Bindings = {}
): Record<string, Tensor64> {
  const values = new Map<string, Tensor64>(Object.entries(feeds))
  for (const { value, data } of builder.initializers.values()) {
    values.set(value.name, tensor64(data, bindShape(value.shape, bindings)))
  }
  for (const { value, compute } of builder.derived.values()) {
    values.set(value.name, tensor64(compute(bindings), bindShape(value.shape, bindings)))
  }
  const valueOf = (name: string): Tensor64 => {
    const value = values.get(name)
    if (!value) throw new Error(`${name} has no value`)
    return value
  }
  for (const { value, source } of builder.columns.values()) {
    const { dims, data } = valueOf(source.name)
    values.set(value.name, { dims: [...dims, 1], data })
  }
  for (const node of builder.nodes) {
    const results = operatorOf(node)(node.inputs.map(valueOf), node.attributes)
    node.outputs.forEach((name, index) => {
      const result = results[index]
      if (result) values.set(name, result)
    })
  }
  return Object.fromEntries(
    [...builder.outputs].map(([name, { name: inner }]) => [name, valueOf(inner)])
  )
}

function operatorOf({ op }: GraphNode): Operator {
  if (!Object.hasOwn(operators, op)) throw new Error(`the reference has no operator ${op}`)
  return operators[op as keyof typeof operators]
}
