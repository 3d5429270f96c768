import type { Shape, Tape, Value } from '../graph'

/** Names and shapes of a network's parameters, in the order of its layers. */
export type ParameterShapes = ReadonlyMap<string, readonly number[]>

/** The parameter of this name as a value of the graph. */
export type Parameters = (name: string) => Value

/** Makes each parameter an input of the graph when the network first asks for it. */
export function parameterInputs(tape: Tape, shapes: ParameterShapes): Parameters {
  return (name) => {
    const shape: Shape | undefined = shapes.get(name)
    if (!shape) throw new Error(`the network has no parameter ${name}`)
    return tape.builder.input(name, 'float32', shape)
  }
}

/** The parameters below a prefix, as `scoped(p, 'gpt.')('wte')` is `p('gpt.wte')`. */
export const scoped =
  (parameters: Parameters, prefix: string): Parameters =>
  (name) =>
    parameters(prefix + name)
