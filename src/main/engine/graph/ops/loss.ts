import { dimAt, type Value } from '../value'
import { op, type Four, type One, type SparseRows, type Two } from './op'

/** h [m, d]; head [v, d]; targets [m]; unique [u], the distinct targets; sums [u, m] as in `embedding`. */
type Targets = readonly [h: Value, head: Value, targets: Value, unique: Value, sums: Value]

export const loss = {
  /**
   * Cross entropy in nats of each target token, [m], under softmax(h·headᵀ). The other outputs are
   * the probabilities [m, v], the targets' head rows [m, d], and the negative log-likelihood [m],
   * which is the same as the first without smoothing.
   *
   * −log p(target) = max logit − log(max p) − h·head[target], since log Σ exp = max logit − log(max p):
   * no one-hot tensor and no scatter over the vocabulary. With smoothing ε the target is mixed with
   * the uniform distribution, as by torch's cross_entropy: log Σ exp − (1−ε)·logit − ε·mean logit.
   */
  crossEntropy: op<Targets, Four, { smoothing: number }>({
    forward: (b, [h, head, targets], { smoothing }) => {
      const logits = b.gemm(h, head, { transB: true })
      const probabilities = b.softmax(logits)
      const rows = b.gather(head, targets)
      const along = (vectors: Value): Value => b.reduce('ReduceSum', b.mul(h, vectors), [1], false)
      const logSum = b.sub(
        b.reduce('ReduceMax', logits, [1], false),
        b.unary('Log', b.reduce('ReduceMax', probabilities, [1], false))
      )
      const nll = b.sub(logSum, along(rows))
      if (smoothing === 0) return [nll, probabilities, rows, nll]
      const uniform = b.sub(logSum, along(b.reduce('ReduceMean', head, [0], true)))
      const mixed = b.add(b.mul(nll, b.scalar(1 - smoothing)), b.mul(uniform, b.scalar(smoothing)))
      return [mixed, probabilities, rows, nll]
    },
    // dh = dℓ·(p·head − (1−ε)·head[target] − ε·mean head);
    // dHead = pᵀ·(dℓ·h) − ε/v·Σ dℓ·h, minus (1−ε)·dℓ·h summed into the targets' rows
    backward: (b, { inputs, outputs, attributes: { smoothing }, grad, needs }) => {
      const [h, head, , unique, sums] = inputs
      const [loss, probabilities, rows] = outputs
      const weight = b.reshape(grad, [...loss.shape, 1])
      const share = (x: Value): Value => (smoothing === 0 ? x : b.mul(x, b.scalar(1 - smoothing)))
      const headGradient = (): [Value, SparseRows] => {
        const weighted = b.mul(h, weight)
        const dense = b.gemm(probabilities, weighted, { transA: true })
        const column = b.reduce('ReduceSum', weighted, [0], true)
        const spread = b.scalar(smoothing / Number(dimAt(head.shape, 0)))
        return [
          smoothing === 0 ? dense : b.sub(dense, b.mul(column, spread)),
          {
            indices: unique,
            rows: b.unary('Neg', share(b.gemm(sums, weighted))),
            shape: head.shape
          }
        ]
      }
      const stateGradient = (): Value => {
        const away = b.sub(b.gemm(probabilities, head), share(rows))
        if (smoothing === 0) return b.mul(away, weight)
        const mean = b.mul(b.reduce('ReduceMean', head, [0], true), b.scalar(smoothing))
        return b.mul(b.sub(away, mean), weight)
      }
      return [needs(0) ? stateGradient() : null, needs(1) ? headGradient() : null, null, null, null]
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
