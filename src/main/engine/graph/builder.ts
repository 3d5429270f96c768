import {
  dropoutBank,
  type Attribute,
  type ColumnInput,
  type DerivedInput,
  type DropoutSite,
  type GraphNode,
  type Initializer,
  type MatrixProduct,
  type Products,
  type RowsInput,
  type Target
} from './parts'
import { broadcastShapes, dimAt, type DType, type Dim, type Shape, type Value } from './value'

/** Codes of ONNX's element types. */
const FLOAT = 1
const FLOAT16 = 10

/** Tensors that one WebGPU program reads and writes at most, on any adapter. */
const STORAGE_BUFFERS = 8

type Result = readonly [dtype: DType, shape: Shape]

/**
 * Writes down ONNX nodes and works out their shapes. Methods are single ONNX operators; what is
 * differentiable is in `ops/`. A shape that does not fit is a mistake of ours and throws.
 */
export class GraphBuilder {
  readonly nodes: GraphNode[] = []
  /** What the nodes make, by name. */
  readonly values = new Map<string, Value>()
  readonly inputs = new Map<string, Value>()
  readonly initializers = new Map<string, Initializer>()
  readonly weights = new Map<string, Value>()
  readonly derived = new Map<string, DerivedInput>()
  readonly columns = new Map<string, ColumnInput>()
  readonly rowsInputs: RowsInput[] = []
  readonly dropoutSites: DropoutSite[] = []
  readonly outputs = new Map<string, Value>()
  /** Outputs that are made as several, rows one behind the other; the names of these. */
  readonly joinedOutputs = new Map<string, readonly string[]>()
  /** Every matrix product, for counting its arithmetic. */
  readonly matrixProducts: MatrixProduct[] = []
  readonly #halves = new Map<string, Value>()
  readonly #joined = new Map<string, readonly Value[]>()
  #count = 0

  /**
   * @param products What products are computed in, but those that ask to be exact.
   * @param target Where the graph is to run.
   */
  constructor(
    readonly products: Products = 'float32',
    readonly target: Target = 'any'
  ) {}

  input(name: string, dtype: DType, shape: Shape): Value {
    const known = this.inputs.get(name)
    if (known) return known
    const value = { name, dtype, shape }
    this.inputs.set(name, value)
    return value
  }

  /**
   * Float32 values that a session is given when it is opened: it keeps them in the form that its
   * products read fastest, where those of an input are packed again in each run.
   */
  weight(name: string, shape: Shape): Value {
    const known = this.weights.get(name)
    if (known) return known
    const value: Value = { name: `weight:${name}`, dtype: 'float32', shape }
    this.weights.set(name, value)
    return value
  }

  /** For the CPU, what was joined along its rows is not: each part is written to its own place. */
  output(name: string, value: Value): void {
    const parts = this.#joined.get(value.name)
    if (!parts) {
      this.outputs.set(name, value)
      return
    }
    const names = parts.map((_, part) => `${name}.${part}`)
    parts.forEach((part, index) => this.outputs.set(names[index] ?? '', part))
    this.joinedOutputs.set(name, names)
  }

  /** A float32 constant of rank 0. */
  scalar(number: number): Value {
    return this.#constant(`f:${number}`, 'float32', [], [number])
  }

  /** An int64 constant vector. */
  ints(numbers: readonly number[]): Value {
    return this.#constant(`i:${numbers.join(',')}`, 'int64', [numbers.length], numbers)
  }

  /** An int64 vector that holds `shape` when the graph runs. */
  shapeVector(shape: Shape): Value {
    const known = shape.filter((dim) => typeof dim === 'number')
    if (known.length === shape.length) return this.ints(known)
    return this.#derived(`shape:${shape.join(',')}`, shape)
  }

  /** An int64 vector of one axis, for Slice and the like. */
  extent(dim: Dim): Value {
    return typeof dim === 'number' ? this.ints([dim]) : this.#derived(`extent:${dim}`, [dim])
  }

  add = (a: Value, b: Value): Value => this.#elementwise('Add', a, b)
  sub = (a: Value, b: Value): Value => this.#elementwise('Sub', a, b)
  mul = (a: Value, b: Value): Value => this.#elementwise('Mul', a, b)
  div = (a: Value, b: Value): Value => this.#elementwise('Div', a, b)
  min = (a: Value, b: Value): Value => this.#elementwise('Min', a, b)

  unary(op: 'Tanh' | 'Sqrt' | 'Log' | 'Exp' | 'Sigmoid' | 'Relu' | 'Erf' | 'Neg', x: Value): Value {
    return this.node(op, [x], [['float32', x.shape]])
  }

  /** Tanh approximation of GELU in one pass. */
  fastGelu(x: Value): Value {
    return this.node('FastGelu', [x], [['float32', x.shape]], {}, 'com.microsoft')
  }

  /** op(a) [m, k] times op(b) [k, n], plus an optional row c [n]; `exact` is float32 in any case. */
  gemm(
    a: Value,
    b: Value,
    options: { transA?: boolean; transB?: boolean; c?: Value; exact?: boolean } = {}
  ): Value {
    const [m, inner] = this.#matrix(a, options.transA)
    const [k, n] = this.#matrix(b, options.transB)
    if (inner !== k) throw new Error(`gemm of [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`)
    this.matrixProducts.push({ axes: [m, n], inner })
    // There the product that reads b transposed takes three times as long as a Transpose before it.
    const turned = options.transB && this.target === 'webgpu'
    const right = (factor: Value): Value => (turned ? this.#swapped(factor) : factor)
    const sides = { transA: options.transA ? 1 : 0, transB: options.transB && !turned ? 1 : 0 }
    if (this.products === 'float32' || options.exact) {
      const factors = [a, right(b)]
      const inputs = options.c ? [...factors, options.c] : factors
      return this.node('Gemm', inputs, [['float32', [m, n]]], sides)
    }
    const inputs = [this.#half(a), right(this.#half(b))]
    const product = this.#whole(this.node('Gemm', inputs, [['float16', [m, n]]], sides))
    return options.c ? this.add(product, options.c) : product
  }

  /** Batched product of the last two axes, of a or b transposed where that is asked for. */
  matMul(a: Value, b: Value, sides: { transA?: boolean; transB?: boolean } = {}): Value {
    const [rows, inner] = sides.transA ? [-1, -2] : [-2, -1]
    const [joint, columns] = sides.transB ? [-1, -2] : [-2, -1]
    if (dimAt(a.shape, inner) !== dimAt(b.shape, joint)) {
      throw new Error(`matMul of [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`)
    }
    const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2))
    const axes = [...batch, dimAt(a.shape, rows), dimAt(b.shape, columns)]
    this.matrixProducts.push({ axes, inner: dimAt(a.shape, inner) })
    if (this.target === 'cpu') {
      // Its product reads either factor transposed; a Transpose before it would be a pass of its own.
      const transposed = { transA: sides.transA ? 1 : 0, transB: sides.transB ? 1 : 0 }
      return this.node('FusedMatMul', [a, b], [['float32', axes]], transposed, 'com.microsoft')
    }
    const factors = [sides.transA ? this.#swapped(a) : a, sides.transB ? this.#swapped(b) : b]
    if (this.products === 'float32') return this.node('MatMul', factors, [['float32', axes]])
    const inputs = factors.map((factor) => this.#half(factor))
    return this.#whole(this.node('MatMul', inputs, [['float16', axes]]))
  }

  transpose(x: Value, axes: readonly number[]): Value {
    const shape = axes.map((axis) => dimAt(x.shape, axis))
    return this.node('Transpose', [x], [[x.dtype, shape]], { perm: axes })
  }

  reshape(x: Value, shape: Shape): Value {
    const symbols = shape.filter((dim) => typeof dim === 'string').length
    // One unknown axis is worked out by the operator itself, from the size of x.
    const target =
      symbols === 1
        ? this.ints(shape.map((dim) => (typeof dim === 'number' ? dim : -1)))
        : this.shapeVector(shape)
    return this.node('Reshape', [x, target], [[x.dtype, shape]])
  }

  concat(parts: readonly Value[], axis: number, length: Dim): Value {
    const first = parts[0]
    if (!first) throw new Error('concat of nothing')
    const shape = first.shape.map((dim, index) => (index === axis ? length : dim))
    const joined = this.node('Concat', parts, [[first.dtype, shape]], { axis })
    if (this.target === 'cpu' && axis === 0) this.#joined.set(joined.name, parts)
    return joined
  }

  /** Parts of x along `axis`, one of each length. For the CPU, rows of an input are fed as views. */
  split(x: Value, lengths: readonly number[], axis: number): Value[] {
    if (this.target === 'cpu' && axis === 0 && this.inputs.has(x.name))
      return this.#rows(x, lengths)
    if (lengths.length >= STORAGE_BUFFERS) return this.#slices(x, lengths, axis)
    const results = lengths.map((length): Result => [
      x.dtype,
      x.shape.map((dim, index) => (index === axis ? length : dim))
    ])
    return this.multiNode('Split', [x, this.ints(lengths)], results, { axis })
  }

  /** Elements `start` to before `end` (int64 [1] each) of `axis`; the caller names the new length. */
  slice(x: Value, start: Value, end: Value, axis: number, length: Dim): Value {
    const shape = x.shape.map((dim, index) => (index === axis ? length : dim))
    return this.node('Slice', [x, start, end, this.ints([axis])], [[x.dtype, shape]])
  }

  /** Rows of x [n, ...] by index [m]. */
  gather(x: Value, indices: Value): Value {
    return this.node('Gather', [x, indices], [[x.dtype, [...indices.shape, ...x.shape.slice(1)]]], {
      axis: 0
    })
  }

  /** x [n, d] with `rows` [u, d] added at the distinct indices [u]. Duplicates give wrong sums. */
  scatterAddRows(x: Value, indices: Value, rows: Value): Value {
    return this.node('ScatterND', [x, this.#column(indices), rows], [['float32', x.shape]], {
      reduction: 'add'
    })
  }

  /** A tensor of this shape filled with one number. */
  fill(number: number, shape: Shape): Value {
    return this.node('Expand', [this.scalar(number), this.shapeVector(shape)], [['float32', shape]])
  }

  softmax(x: Value): Value {
    return this.node('Softmax', [x], [['float32', x.shape]], { axis: -1 })
  }

  reduce(
    op: 'ReduceSum' | 'ReduceMean' | 'ReduceMax',
    x: Value,
    axes: readonly number[],
    keep: boolean
  ): Value {
    const dropped = new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))
    const shape = x.shape.flatMap((dim, axis) => (dropped.has(axis) ? (keep ? [1] : []) : [dim]))
    return this.node(op, [x, this.ints(axes)], [['float32', shape]], { keepdims: keep ? 1 : 0 })
  }

  /**
   * Sums of x [..., d] over all axes but the last, [d]; of a matrix as a product with a row of ones,
   * since the runtime's reduction over short rows takes several times as long.
   */
  sumRows(x: Value): Value {
    const leading = x.shape.slice(0, -1).map((_, axis) => axis)
    if (leading.length !== 1) return this.reduce('ReduceSum', x, leading, false)
    const [rows, columns] = this.#matrix(x)
    const ones = this.fill(1, [1, rows])
    return this.reshape(this.node('Gemm', [ones, x], [['float32', [1, columns]]]), [columns])
  }

  /** 1 where a < b, else 0, as float32. */
  less(a: Value, b: Value): Value {
    const shape = broadcastShapes(a.shape, b.shape)
    const truth = this.node('Less', [a, b], [['bool', shape]])
    return this.node('Cast', [truth], [['float32', shape]], { to: FLOAT })
  }

  /**
   * 0 with probability `rate`, else 1/(1 - rate), out of the rate's bank of masks at a place that the
   * host draws each step. For the CPU the host feeds the piece itself, as a view of the bank.
   */
  dropoutMask(shape: Shape, rate: number): Value {
    const name = `dropout.${this.dropoutSites.length}`
    if (this.target === 'cpu') {
      const mask = this.input(`${name}.mask`, 'float32', shape)
      this.dropoutSites.push({ shape, rate, mask })
      return mask
    }
    const start = this.input(`${name}.start`, 'int64', [1])
    const end = this.input(`${name}.end`, 'int64', [1])
    const length = `${name}.length`
    this.dropoutSites.push({ shape, rate, start, end, length })
    const bank = this.input(dropoutBank(rate), 'float32', ['bank'])
    return this.reshape(this.slice(bank, start, end, 0, length), shape)
  }

  node(
    op: string,
    inputs: readonly Value[],
    results: readonly [Result],
    attributes: Record<string, Attribute> = {},
    domain = ''
  ): Value {
    const [value] = this.multiNode(op, inputs, results, attributes, domain)
    if (!value) throw new Error(`${op} has no output`)
    return value
  }

  /** A node with several outputs. */
  multiNode(
    op: string,
    inputs: readonly Value[],
    results: readonly Result[],
    attributes: Record<string, Attribute> = {},
    domain = ''
  ): Value[] {
    const outputs = results.map(([dtype, shape]) => ({ name: `v${this.#count++}`, dtype, shape }))
    for (const value of outputs) this.values.set(value.name, value)
    this.nodes.push({
      op,
      domain,
      inputs: inputs.map((value) => value.name),
      outputs: outputs.map((value) => value.name),
      attributes
    })
    return outputs
  }

  /** x with its last two axes swapped. */
  #swapped(x: Value): Value {
    const axes = x.shape.map((_, axis) => axis)
    return this.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2])
  }

  /** As `split`, a part at a time. */
  #slices(x: Value, lengths: readonly number[], axis: number): Value[] {
    let start = 0
    return lengths.map((length) => {
      const end = start + length
      const part = this.slice(x, this.ints([start]), this.ints([end]), axis, length)
      start = end
      return part
    })
  }

  #rows(source: Value, lengths: readonly number[]): Value[] {
    let start = 0
    return lengths.map((length, part) => {
      const shape = [length, ...source.shape.slice(1)]
      const value = { name: `rows:${part}:${source.name}`, dtype: source.dtype, shape }
      this.rowsInputs.push({ value, source, start })
      start += length
      return value
    })
  }

  /** x rounded to half precision, once for all its uses. */
  #half(x: Value): Value {
    const known = this.#halves.get(x.name)
    if (known) return known
    const half = this.#held(this.node('Cast', [x], [['float16', x.shape]], { to: FLOAT16 }))
    this.#halves.set(x.name, half)
    return half
  }

  #whole(half: Value): Value {
    return this.node('Cast', [this.#held(half)], [['float32', half.shape]], { to: FLOAT })
  }

  /** A detour through another shape, behind which the runtime cannot see that two casts meet. */
  #held(half: Value): Value {
    if (this.products !== 'float16-rounded') return half
    const flat = this.node('Reshape', [half, this.ints([-1, 1])], [['float16', ['flat', 1]]])
    return this.reshape(flat, half.shape)
  }

  /** x [n] as [n, 1]. What the host feeds is fed again as a column: WebGPU cannot reshape int64. */
  #column(x: Value): Value {
    const shape = [dimAt(x.shape, 0), 1]
    if (!this.inputs.has(x.name)) return this.reshape(x, shape)
    const known = this.columns.get(x.name)
    if (known) return known.value
    const value = { name: `column:${x.name}`, dtype: x.dtype, shape }
    this.columns.set(x.name, { value, source: x })
    return value
  }

  #elementwise(op: string, a: Value, b: Value): Value {
    return this.node(op, [a, b], [['float32', broadcastShapes(a.shape, b.shape)]])
  }

  #matrix(x: Value, transposed = false): [Dim, Dim] {
    if (x.shape.length !== 2) throw new Error(`gemm of rank ${x.shape.length}`)
    const [rows, columns] = [dimAt(x.shape, 0), dimAt(x.shape, 1)]
    return transposed ? [columns, rows] : [rows, columns]
  }

  #constant(key: string, dtype: DType, shape: Shape, data: readonly number[]): Value {
    const known = this.initializers.get(key)
    if (known) return known.value
    const value = { name: `c${this.initializers.size}`, dtype, shape }
    this.initializers.set(key, { value, data })
    return value
  }

  #derived(name: string, dims: Shape): Value {
    const known = this.derived.get(name)
    if (known) return known.value
    const value: Value = { name, dtype: 'int64', shape: [dims.length] }
    this.derived.set(name, {
      value,
      compute: (bindings) =>
        dims.map((dim) => (typeof dim === 'number' ? dim : (bindings[dim] ?? Number.NaN)))
    })
    return value
  }
}
