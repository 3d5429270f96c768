import { isBound, sizeOf, type Bindings, type Dim, type Shape, type Value } from './value'

export type Attribute = number | readonly number[] | string | { float: number }

/** One node of the ONNX graph. */
export interface GraphNode {
  op: string
  domain: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, Attribute>>
}

export interface Initializer {
  value: Value
  data: readonly number[]
}

/** An input whose content follows from the bound axes alone: shapes and ranges. */
export interface DerivedInput {
  value: Value
  compute(bindings: Bindings): number[]
}

/** An input that holds what the host feeds for `source` [n], as a column [n, 1]. */
export interface ColumnInput {
  value: Value
  source: Value
}

/**
 * Where a graph is to run: on any device; on the CPU alone, which has operators of its own and reads
 * the host's memory without a copy; or best on a graphics card through WebGPU.
 */
export type Target = 'any' | 'cpu' | 'webgpu'

/**
 * A graphics card reads so many numbers at once, but only where a product's factor has rows that are
 * as many times so many long.
 */
export const VECTOR = 4

/** A place where dropout takes a mask of this shape. */
export type DropoutSite = { shape: Shape; rate: number } & (
  | { mask: Value }
  /** Ends of the piece of the bank that is the mask, and the axis that is as long. */
  | { start: Value; end: Value; length: string }
)

/** `bindings` with the lengths of the pieces that dropout sites take from their bank. */
export const withDropoutLengths = (
  bindings: Bindings,
  sites: readonly DropoutSite[]
): Bindings => ({
  ...bindings,
  ...Object.fromEntries(
    sites.flatMap((site) =>
      'mask' in site || !isBound(site.shape, bindings)
        ? []
        : [[site.length, sizeOf(site.shape, bindings)]]
    )
  )
})

/** Sizes of a matrix product: its result's axes, and the axis that is summed over. */
export interface MatrixProduct {
  axes: Shape
  inner: Dim
}

/**
 * What matrix products are computed in. `float16-rounded` gives half precision's numbers where there
 * is no such arithmetic: the CPU's runtime would otherwise take casts away and compute in float32.
 */
export type Products = 'float32' | 'float16' | 'float16-rounded'

/** Name of the input that holds the bank of dropout masks of one rate, [bank], float32. */
export const dropoutBank = (rate: number): string => `dropout.bank.${rate}`

/** An input that is some rows of another: the session feeds it with a view of the other's memory. */
export interface RowsInput {
  value: Value
  source: Value
  /** The first of the rows. */
  start: number
}
