/** Length of an axis: a number, or a symbol bound to a number when the graph runs, or `symbol+1`. */
export type Dim = number | string
export type Shape = readonly Dim[]
export type DType = 'float32' | 'float16' | 'int64' | 'bool'

/** A tensor of the graph: a name, what it holds, and its shape. */
export interface Value {
  readonly name: string
  readonly dtype: DType
  readonly shape: Shape
}

/** Numbers for the symbols of a graph's shapes. */
export type Bindings = Readonly<Record<string, number>>

/** Length of an axis as a number; NaN where its symbol is not bound. */
function axisSize(dim: Dim, bindings: Bindings): number {
  if (typeof dim === 'number') return dim
  const [symbol = '', more = 0] = dim.split('+')
  return (bindings[symbol] ?? Number.NaN) + Number(more)
}

/** The axes of `shape` as numbers. */
export function bindShape(shape: Shape, bindings: Bindings): number[] {
  return shape.map((dim) => {
    const size = axisSize(dim, bindings)
    if (Number.isNaN(size)) throw new Error(`no size is bound to axis ${dim}`)
    return size
  })
}

export const isBound = (shape: Shape, bindings: Bindings): boolean =>
  shape.every((dim) => !Number.isNaN(axisSize(dim, bindings)))

/** Number of elements of a shape whose symbols are bound. */
export const sizeOf = (shape: Shape, bindings: Bindings = {}): number =>
  bindShape(shape, bindings).reduce((product, size) => product * size, 1)

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, axis) => dim === b[axis])

/** Shape of an elementwise result by NumPy's broadcasting rule. */
export function broadcastShapes(a: Shape, b: Shape): Dim[] {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1
    const right = b[axis - rank + b.length] ?? 1
    if (left === right || right === 1) return left
    if (left === 1) return right
    throw new Error(`shapes [${a.join(', ')}] and [${b.join(', ')}] do not broadcast`)
  })
}

/** The axis at `index` of `shape`; a negative index counts from the end. */
export function dimAt(shape: Shape, index: number): Dim {
  const dim = shape.at(index)
  if (dim === undefined) throw new Error(`shape [${shape.join(', ')}] has no axis ${index}`)
  return dim
}
