import type { Shape, Tape, Value } from '../graph'
import type { ParameterShapes } from '../../../shared/model-specs/parameter-shapes'

/** The parameter of this name as a value of the graph. */
export type Parameters = (name: string) => Value

/** Makes each parameter an input of the graph when the network first asks for it. */
export const parameterInputs = ({ builder }: Tape, shapes: ParameterShapes): Parameters =>
  parametersOf(shapes, (name, shape) => builder.input(name, 'float32', shape))

/** The same for a session that is opened with the parameters and keeps them. */
export const parameterWeights = ({ builder }: Tape, shapes: ParameterShapes): Parameters =>
  parametersOf(shapes, (name, shape) => builder.weight(name, shape))

const parametersOf =
  (shapes: ParameterShapes, make: (name: string, shape: Shape) => Value): Parameters =>
  (name) => {
    const shape = shapes.get(name)
    if (!shape) throw new Error(`the network has no parameter ${name}`)
    return make(name, shape)
  }

/** The parameters below a prefix, as `scoped(p, 'gpt.')('wte')` is `p('gpt.wte')`. */
export const scoped =
  (parameters: Parameters, prefix: string): Parameters =>
  (name) =>
    parameters(prefix + name)
