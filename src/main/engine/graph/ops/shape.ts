import { dimAt, type Dim, type Shape, type Value } from '../value'
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

  /** The elements `from` to before `to` of an axis whose length is a number. */
  slice: op<One, One, { axis: number; from: number; to: number }>({
    forward: (b, [x], { axis, from, to }) => [
      b.slice(x, b.ints([from]), b.ints([to]), axis, to - from)
    ],
    // Zeros before and behind.
    backward: (b, { inputs: [x], grad, attributes: { axis, from, to } }) => {
      const length = Number(dimAt(x.shape, axis))
      const zeros = (count: number): Value[] =>
        count === 0
          ? []
          : [
              b.fill(
                0,
                x.shape.map((dim, index) => (index === axis ? count : dim))
              )
            ]
      const parts = [...zeros(from), grad, ...zeros(length - to)]
      return [parts.length === 1 ? grad : b.concat(parts, axis, length)]
    }
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
