import { op, type One, type Three, type Two } from './op'

export const normalise = {
  /**
   * Layer normalisation over the last axis of x [n, d]: (x - mean)/deviation·γ + β. The other
   * outputs are mean and 1/deviation, [n, 1].
   */
  layerNorm: op<Three, Three, { epsilon: number }>({
    forward: (b, [x, gamma, beta], { epsilon }) => {
      const column = [...x.shape.slice(0, -1), 1]
      const [y, mean, inverse] = b.multiNode(
        'LayerNormalization',
        [x, gamma, beta],
        [
          ['float32', x.shape],
          ['float32', column],
          ['float32', column]
        ],
        { axis: -1, epsilon: { float: epsilon } }
      )
      if (!y || !mean || !inverse) throw new Error('LayerNormalization has three outputs')
      return [y, mean, inverse]
    },
    // x̂ = (x - mean)·inv; ĝ = dy·γ; dx = (ĝ - mean(ĝ) - x̂·mean(ĝ·x̂))·inv; dγ = Σ dy·x̂; dβ = Σ dy
    backward: (b, { inputs: [x, gamma], outputs: [, mean, inverse], grad, needs }) => {
      const unit = b.mul(b.sub(x, mean), inverse)
      const scaled = b.mul(grad, gamma)
      const average = b.reduce('ReduceMean', scaled, [-1], true)
      const along = b.reduce('ReduceMean', b.mul(scaled, unit), [-1], true)
      const centred = b.sub(b.sub(scaled, average), b.mul(unit, along))
      return [
        needs(0) ? b.mul(centred, inverse) : null,
        needs(1) ? b.sumRows(b.mul(grad, unit)) : null,
        needs(2) ? b.sumRows(grad) : null
      ]
    }
  }),

  /** Rows of x [n, d] divided by their length, x/‖x‖; the other output is the lengths, [n, 1]. */
  unitLength: op<One, Two>({
    forward: (b, [x]) => {
      const length = b.unary('Sqrt', b.reduce('ReduceSum', b.mul(x, x), [-1], true))
      return [b.div(x, length), length]
    },
    // dx = (dy - y·Σ dy·y)/‖x‖
    backward: (b, { outputs: [y, length], grad }) => {
      const along = b.reduce('ReduceSum', b.mul(grad, y), [-1], true)
      return [b.div(b.sub(grad, b.mul(y, along)), length)]
    }
  }),

  /** Softmax over the last axis. */
  softmax: op<One, One>({
    forward: (b, [x]) => [b.softmax(x)],
    // dx = p∘(dp - Σ dp∘p)
    backward: (b, { outputs: [p], grad }) => {
      const along = b.reduce('ReduceSum', b.mul(grad, p), [-1], true)
      return [b.mul(p, b.sub(grad, along))]
    }
  })
}
