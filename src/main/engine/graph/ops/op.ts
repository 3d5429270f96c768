import type { GraphBuilder } from '../builder'
import type { Shape, Value } from '../value'

/** A gradient that is zero but in some rows of its tensor: `rows` [u, d] at distinct `indices` [u]. */
export interface SparseRows {
  readonly indices: Value
  readonly rows: Value
  readonly shape: Shape
}

export type Gradient = Value | SparseRows

export const isSparse = (gradient: Gradient): gradient is SparseRows => 'rows' in gradient

type Values = readonly Value[]

/** One use of an op, as its gradient rule sees it. */
export interface Call<I extends Values, O extends Values, A> {
  readonly inputs: I
  readonly outputs: O
  readonly attributes: A
  /** Gradient of the loss by the first output. */
  readonly grad: Value
  /** Gradients by all outputs; null where the loss does not depend on one. */
  readonly grads: readonly (Value | null)[]
  /** Whether anyone asks for the gradient by input `index`; a rule may skip the work otherwise. */
  needs(index: number): boolean
}

/**
 * What an op computes and how gradients pass through it, side by side. A rule gives one entry an
 * input: null where no gradient passes, several where they are best kept apart. Undoing broadcasts
 * and adding up are the walker's work.
 */
export interface Op<I extends Values, O extends Values, A> {
  forward(b: GraphBuilder, inputs: I, attributes: A): O
  backward(b: GraphBuilder, call: Call<I, O, A>): readonly (Gradient | readonly Gradient[] | null)[]
}

export type One = readonly [Value]
export type Two = readonly [Value, Value]
export type Three = readonly [Value, Value, Value]
export type None = Record<never, never>

/** Lets the compiler infer the types of a table entry from its two functions. */
export const op = <I extends Values, O extends Values, A = None>(rule: Op<I, O, A>): Op<I, O, A> =>
  rule
