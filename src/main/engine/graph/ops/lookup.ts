import { op, type One, type Two } from './op'
import type { Value } from '../value'

/** table [v, d]; ids [n]; unique [u], the distinct ids; sums [u, n], 1 where row u's id is at n. */
type Embedding = readonly [table: Value, ids: Value, unique: Value, sums: Value]
/** x [n, d]; rows [m], distinct; inverse [n]: where row n is among `rows`, or m if it does not. */
type Selection = readonly [x: Value, rows: Value, inverse: Value]

export const lookup = {
  /**
   * Rows of a table by id. The host sorts out repeated ids (`unique`, `sums`), since ScatterND with
   * repeated indices is silently wrong on the CPU with more than one thread.
   */
  embedding: op<Embedding, One>({
    forward: (b, [table, ids]) => [b.gather(table, ids)],
    backward: (b, { inputs: [table, , unique, sums], grad, needs }) => [
      needs(0)
        ? { indices: unique, rows: b.gemm(sums, grad, { exact: true }), shape: table.shape }
        : null,
      null,
      null,
      null
    ]
  }),

  /** Rows of a table by distinct indices [n]. */
  distinctRows: op<Two, One>({
    forward: (b, [table, indices]) => [b.gather(table, indices)],
    backward: (_b, { inputs: [table, indices], grad }) => [
      { indices, rows: grad, shape: table.shape },
      null
    ]
  }),

  /** Some rows of an activation, each at most once. */
  selectRows: op<Selection, One>({
    forward: (b, [x, rows]) => [b.gather(x, rows)],
    // The inverse gather, from dy with a row of zeros behind it.
    backward: (b, { inputs: [x, , inverse], grad }) => {
      const zero = b.fill(0, [1, ...grad.shape.slice(1)])
      const padded = b.concat([grad, zero], 0, `${String(grad.shape[0])}+1`)
      const spread = b.gather(padded, inverse)
      return [{ ...spread, shape: x.shape }, null, null]
    }
  })
}
