import type { Dim, GraphBuilder, Shape, Value } from '../graph'
import { integers, floats, type FloatTensor, type IntegerTensor } from '../tensor/tensor'

/** What a network reads of a batch, by name: declared once, for its graph and for who feeds it. */
export type Inputs = Readonly<Record<string, Input<'float32'> | Input<'int64'>>>

interface Input<T extends 'float32' | 'int64'> {
  dtype: T
  shape: Shape
}

/** Tensors for all of a network's inputs. */
export type FeedsOf<I extends Inputs> = {
  readonly [K in keyof I]: I[K]['dtype'] extends 'float32' ? FloatTensor : IntegerTensor
}

/** An input of numbers. */
export const float = (...shape: Shape): Input<'float32'> => ({ dtype: 'float32', shape })

/** An input of whole numbers. */
export const integer = (...shape: Shape): Input<'int64'> => ({ dtype: 'int64', shape })

/** Makes the declared inputs those of a graph; what no output needs is left out of the model. */
export const inputValues = <I extends Inputs>(
  b: GraphBuilder,
  inputs: I
): { readonly [K in keyof I]: Value } =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape }]) => [name, b.input(name, dtype, shape)])
  ) as { [K in keyof I]: Value }

/** By which keys rows of a table are looked up: the ids, and for the table's gradient what is distinct. */
type LookUp<N extends string, Integers, Floats> = Readonly<Record<N | `${N}.unique`, Integers>> &
  Readonly<Record<`${N}.sums`, Floats>>

/** Inputs that look rows up in a table: `count` ids of which `unique` are distinct. */
export const lookUp = <N extends string>(name: N, count: Dim, unique: Dim) =>
  ({
    [name]: integer(count),
    [`${name}.unique`]: integer(unique),
    [`${name}.sums`]: float(unique, count)
  }) as LookUp<N, Input<'int64'>, Input<'float32'>>

/** The values of `lookUp`, in the order in which ops take them. */
export const lookUpValues = <N extends string>(
  values: Readonly<Record<N | `${N}.unique` | `${N}.sums`, Value>>,
  name: N
): [ids: Value, unique: Value, sums: Value] => [
  values[name],
  values[`${name}.unique`],
  values[`${name}.sums`]
]

/** Feeds of `lookUp`, and how many of the ids are distinct. */
export function lookUpFeeds<N extends string>(name: N, ids: readonly number[]) {
  const unique = [...new Set(ids)]
  const feeds = {
    [name]: integers(ids),
    [`${name}.unique`]: integers(unique),
    [`${name}.sums`]: sumsById(ids, unique)
  } as LookUp<N, IntegerTensor, FloatTensor>
  return { feeds, unique: unique.length }
}

/** The 0/1 matrix [unique, ids] that sums rows by id. */
function sumsById(ids: readonly number[], unique: readonly number[]): FloatTensor {
  const order = new Map(unique.map((id, index) => [id, index]))
  const sums = new Float32Array(unique.length * ids.length)
  ids.forEach((id, column) => {
    sums[(order.get(id) ?? 0) * ids.length + column] = 1
  })
  return floats(sums, [unique.length, ids.length])
}
