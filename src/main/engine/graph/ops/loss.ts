import type { Value } from '../value'
import { op, type One, type Three, type Two } from './op'

/** h [m, d]; head [v, d]; targets [m]; unique [u], the distinct targets; sums [u, m] as in `embedding`. */
type TokenNll = readonly [h: Value, head: Value, targets: Value, unique: Value, sums: Value]

export const loss = {
  /**
   * Negative log-likelihood in nats of each target token, [m], under softmax(h·headᵀ). The other
   * outputs are the probabilities [m, v] and the targets' head rows [m, d].
   *
   * −log p(target) = max logit − log(max p) − h·head[target], since log Σ exp = max logit − log(max p):
   * no one-hot tensor and no scatter over the vocabulary.
   */
  tokenNll: op<TokenNll, Three>({
    forward: (b, [h, head, targets]) => {
      const logits = b.gemm(h, head, { transB: true })
      const probabilities = b.softmax(logits)
      const rows = b.gather(head, targets)
      const targetLogit = b.reduce('ReduceSum', b.mul(h, rows), [1], false)
      const logSum = b.sub(
        b.reduce('ReduceMax', logits, [1], false),
        b.unary('Log', b.reduce('ReduceMax', probabilities, [1], false))
      )
      return [b.sub(logSum, targetLogit), probabilities, rows]
    },
    // dh = dℓ·(p·head − head[target]); dHead = pᵀ·(dℓ·h), minus dℓ·h summed into the targets' rows
    backward: (
      b,
      { inputs: [h, head, , unique, sums], outputs: [nll, probabilities, rows], grad, needs }
    ) => {
      const weight = b.reshape(grad, [...nll.shape, 1])
      const expected = (): Value => b.sub(b.gemm(probabilities, head), rows)
      const weighted = b.mul(h, weight)
      return [
        needs(0) ? b.mul(expected(), weight) : null,
        needs(1)
          ? [
              b.gemm(probabilities, weighted, { transA: true }),
              {
                indices: unique,
                rows: b.unary('Neg', b.gemm(sums, weighted)),
                shape: head.shape
              }
            ]
          : null,
        null,
        null,
        null
      ]
    }
  }),

  /** Σ x·w of two vectors [n], a scalar. */
  dot: op<Two, One>({
    forward: (b, [x, w]) => [b.reduce('ReduceSum', b.mul(x, w), [0], false)],
    backward: (b, { inputs: [x, w], grad, needs }) => [
      needs(0) ? b.mul(w, grad) : null,
      needs(1) ? b.mul(x, grad) : null
    ]
  })
}
