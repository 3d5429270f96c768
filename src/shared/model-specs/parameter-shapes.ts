/** Names and shapes of a network's parameters, in the order of its layers. */
export type ParameterShapes = ReadonlyMap<string, readonly number[]>

/** Number of values in all the tensors of `shapes`. */
export const countParameters = (shapes: ParameterShapes): number =>
  [...shapes.values()].reduce(
    (sum, shape) => sum + shape.reduce((size, length) => size * length, 1),
    0
  )
