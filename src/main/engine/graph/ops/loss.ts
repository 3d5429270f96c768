import type { GraphBuilder } from '../builder'
import { VECTOR } from '../parts'
import { dimAt, type Value } from '../value'
import { op, type One, type SparseRows, type Two } from './op'

/** h [m, d]; head [v, d]; targets [m]; unique [u], the distinct targets; sums [u, m] as in `embedding`. */
type Targets = readonly [h: Value, head: Value, targets: Value, unique: Value, sums: Value]

/** A shard of the vocabulary as the forward pass leaves it behind. */
interface Part {
  /** Rows of the head, [size, d]. */
  head: Value
  /** Softmax over this shard alone, [m, size]. */
  probabilities: Value
  /** The shard's share of the whole softmax, [m, 1]; null where it is all of it. */
  share: Value | null
}

export const loss = {
  /**
   * Cross entropy in nats of each target token, [m], under softmax(h·headᵀ). The other outputs are
   * the negative log-likelihood [m], which is the same as the first without smoothing, the targets'
   * head rows [m, d], and what the gradient rule reads.
   *
   * −log p(target) = max logit − log(max p) − h·head[target], since log Σ exp = max logit − log(max p):
   * no one-hot tensor and no scatter over the vocabulary. With smoothing ε the target is mixed with
   * the uniform distribution, as by torch's cross_entropy: log Σ exp − (1−ε)·logit − ε·mean logit.
   *
   * The vocabulary is taken in `parts` shards or one more, so that no tensor of logits is larger
   * than [m, v/parts]: with s_k = log Σ exp of shard k, log Σ exp = log Σ exp(s_k), and the softmax is
   * each shard's own times exp(s_k − log Σ exp).
   */
  crossEntropy: op<Targets, readonly Value[], { smoothing: number; parts: number }>({
    forward: (b, [h, head, targets], { smoothing, parts }) => {
      const shards = splitHead(b, head, parts)
      const made = shards.map((shard) => {
        const logits = b.gemm(h, shard, { transB: true, exact: true })
        const probabilities = b.softmax(logits)
        const logSum = b.sub(
          b.reduce('ReduceMax', logits, [1], false),
          b.unary('Log', b.reduce('ReduceMax', probabilities, [1], false))
        )
        return { probabilities, logSum }
      })
      const sums = made.map(({ logSum }) => logSum)
      const { total, shares } = joinSums(b, sums)
      const rows = b.gather(head, targets)
      const along = (vectors: Value): Value => b.reduce('ReduceSum', b.mul(h, vectors), [1], false)
      const nll = b.sub(total, along(rows))
      const saved = [rows, ...made.map(({ probabilities }) => probabilities)]
      const split = shards.length === 1 ? [] : [...shards, ...shares]
      if (smoothing === 0) return [nll, nll, ...saved, ...split]
      const uniform = b.sub(total, along(b.reduce('ReduceMean', head, [0], true)))
      const mixed = b.add(b.mul(nll, b.scalar(1 - smoothing)), b.mul(uniform, b.scalar(smoothing)))
      return [mixed, nll, ...saved, ...split]
    },
    // dh = dℓ·(p·head − (1−ε)·head[target] − ε·mean head);
    // dHead = pᵀ·(dℓ·h) − ε/v·Σ dℓ·h, minus (1−ε)·dℓ·h summed into the targets' rows
    backward: (b, { inputs, outputs, attributes: { smoothing }, grad, needs }) => {
      const [h, head, , unique, sums] = inputs
      const [, , rows, ...saved] = outputs
      if (!rows) throw new Error('the forward pass leaves the rows of the targets')
      const shards = partsOf(head, saved)
      const weight = b.reshape(grad, [...grad.shape, 1])
      const target = (x: Value): Value => (smoothing === 0 ? x : b.mul(x, b.scalar(1 - smoothing)))
      const scaled = (x: Value, share: Value | null): Value => (share ? b.mul(x, share) : x)
      const headGradient = (): [Value, SparseRows] => {
        const weighted = b.mul(h, weight)
        const columns = shards.map(({ probabilities, share }) =>
          b.gemm(probabilities, scaled(weighted, share), { transA: true, exact: true })
        )
        const dense = joined(columns, (all) => b.concat(all, 0, dimAt(head.shape, 0)))
        const column = b.reduce('ReduceSum', weighted, [0], true)
        const spread = b.scalar(smoothing / Number(dimAt(head.shape, 0)))
        return [
          smoothing === 0 ? dense : b.sub(dense, b.mul(column, spread)),
          {
            indices: unique,
            rows: b.unary('Neg', target(b.gemm(sums, weighted, { exact: true }))),
            shape: head.shape
          }
        ]
      }
      const stateGradient = (): Value => {
        const mixtures = shards.map(({ probabilities, head: shard, share }) =>
          scaled(b.gemm(probabilities, shard, { exact: true }), share)
        )
        const mixture = joined(mixtures, (all) => all.reduce((sum, one) => b.add(sum, one)))
        const away = b.sub(mixture, target(rows))
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

/**
 * Lengths of the shards that `rows` of the head are taken in: `parts`, of which none is longer
 * than another by more than a vector; on a card those that are left over by themselves.
 */
function shardLengths({ target }: GraphBuilder, rows: number, parts: number): number[] {
  const vector = target === 'webgpu' ? VECTOR : 1
  const vectors = Math.floor(rows / vector)
  const end = (part: number): number => vector * Math.floor((vectors * part) / parts)
  const lengths = Array.from({ length: parts }, (_, part) => end(part + 1) - end(part))
  return [...lengths, rows % vector].filter((length) => length > 0)
}

/** The rows of the head by shards. */
function splitHead(b: GraphBuilder, head: Value, parts: number): Value[] {
  const rows = dimAt(head.shape, 0)
  // The other side of a batch is a head too, as long as the batch is.
  const lengths = typeof rows === 'number' ? shardLengths(b, rows, parts) : []
  return lengths.length > 1 ? b.split(head, lengths, 0) : [head]
}

/** log Σ exp over the sums [m], and exp(sum − that) of each as a column [m, 1]. */
function joinSums(b: GraphBuilder, sums: readonly Value[]): { total: Value; shares: Value[] } {
  const [first] = sums
  if (!first) throw new Error('a head has at least one part')
  if (sums.length === 1) return { total: first, shares: [] }
  const column = [dimAt(first.shape, 0), 1]
  const side = b.concat(
    sums.map((sum) => b.reshape(sum, column)),
    1,
    sums.length
  )
  const top = b.reduce('ReduceMax', side, [1], true)
  const powers = b.unary('Exp', b.sub(side, top))
  const total = b.add(top, b.unary('Log', b.reduce('ReduceSum', powers, [1], true)))
  const shares = b.unary('Exp', b.sub(side, total))
  return {
    total: b.reshape(total, first.shape),
    shares: b.split(
      shares,
      sums.map(() => 1),
      1
    )
  }
}

/** What the forward pass left behind, by shards: of one its probabilities alone. */
function partsOf(head: Value, saved: readonly Value[]): Part[] {
  const count = Math.ceil(saved.length / 3)
  return saved.slice(0, count).map((probabilities, part) => ({
    probabilities,
    head: saved[count + part] ?? head,
    share: saved[2 * count + part] ?? null
  }))
}

const joined = (values: readonly Value[], join: (all: readonly Value[]) => Value): Value =>
  values.length === 1 && values[0] ? values[0] : join(values)
