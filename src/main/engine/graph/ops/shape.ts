import type { Dim, Shape, Value } from '../value'
import { op, type One, type Two } from './op'

export const shape = {
  reshape: op<One, One, { shape: Shape }>({
    forward: (b, [x], { shape }) => [b.reshape(x, shape)],
    backward: (b, { inputs: [x], grad }) => [b.reshape(grad, x.shape)]
  }),

  transpose: op<One, One, { axes: readonly number[] }>({
    forward: (b, [x], { axes }) => [b.transpose(x, axes)],
    // The inverse permutation.
    backward: (b, { grad, attributes: { axes } }) => [
      b.transpose(
        grad,
        axes.map((_, axis) => axes.indexOf(axis))
      )
    ]
  }),

  /** `count` parts of length `part` along an axis. */
  split: op<One, readonly Value[], { axis: number; part: number; count: number }>({
    forward: (b, [x], { axis, part, count }) =>
      b.split(x, new Array<number>(count).fill(part), axis),
    backward: (b, { grads, outputs, attributes: { axis, part, count } }) => [
      b.concat(
        outputs.map((output, index): Value => grads[index] ?? b.fill(0, output.shape)),
        axis,
        count * part
      )
    ]
  }),

  /** Two tensors one behind the other along an axis, whose new length the caller names. */
  concatTwo: op<Two, One, { axis: number; length: Dim }>({
    forward: (b, [x, y], { axis, length }) => [b.concat([x, y], axis, length)],
    backward: (b, { inputs: [x, y], grad, attributes: { axis, length }, needs }) => {
      const [first, second] = [x.shape[axis] ?? 0, y.shape[axis] ?? 0]
      const middle = b.extent(first)
      return [
        needs(0) ? b.slice(grad, b.ints([0]), middle, axis, first) : null,
        needs(1) ? b.slice(grad, middle, b.extent(length), axis, second) : null
      ]
    }
  })
}
