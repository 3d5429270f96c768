import { op, type One, type Three, type Two } from './op'

export const linear = {
  /**
   * x [n, in] times a weight, plus a bias [out] where there is one. The weight is [in, out], or
   * [out, in] with `transposed` (as torch.nn.Linear stores it).
   */
  linear: op<Two | Three, One, { transposed: boolean }>({
    forward: (b, [x, weight, bias], { transposed }) => [
      b.gemm(x, weight, { transB: transposed, ...(bias ? { c: bias } : {}) })
    ],
    // dx = dy·Wᵀ, dW = xᵀ·dy, db = Σ dy
    backward: (b, { inputs: [x, weight, bias], attributes: { transposed }, grad, needs }) => [
      needs(0) ? b.gemm(grad, weight, { transB: !transposed }) : null,
      needs(1)
        ? transposed
          ? b.gemm(grad, x, { transA: true })
          : b.gemm(x, grad, { transA: true })
        : null,
      ...(bias ? [needs(2) ? b.sumRows(grad) : null] : [])
    ]
  }),

  /**
   * Batched product of the last two axes, with `transposed` of x and yᵀ; both factors have the same
   * batch axes.
   */
  matMul: op<Two, One, { transposed: boolean }>({
    forward: (b, [x, y], { transposed }) => [b.matMul(x, y, { transB: transposed })],
    // dX = dZ·Yᵀ, dY = Xᵀ·dZ; of Z = X·Yᵀ: dX = dZ·Y, dY = dZᵀ·X
    backward: (b, { inputs: [x, y], attributes: { transposed }, grad, needs }) => [
      needs(0) ? b.matMul(grad, y, { transB: !transposed }) : null,
      needs(1)
        ? transposed
          ? b.matMul(grad, x, { transA: true })
          : b.matMul(x, grad, { transA: true })
        : null
    ]
  })
}
