import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf'
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  type GraphProto,
  type TensorProto
} from 'onnx-buf'
import type { Bindings, GraphModel, Value } from '../../graph'
import type { HostTensor } from '../../tensor/tensor'
import type { StoredTensor, WeightStore } from './weight-store'

export interface StandaloneOptions {
  /** Numbers for the symbols that are the same in every run; the others stay free. */
  bindings: Bindings
  /** Inputs that are the same in every run. */
  constants: Readonly<Record<string, HostTensor>>
  /** Where the parameters are, whether inputs of the graph or weights of its session. */
  weights: WeightStore
}

/**
 * A graph as an ONNX file for other programs: its parameters in a file beside it, and without the
 * inputs that our own sessions work out. What remains to be fed are the other inputs.
 */
export function standaloneGraph(
  model: GraphModel,
  { bindings, constants, weights }: StandaloneOptions
): Uint8Array {
  const proto = fromBinary(ModelProtoSchema, model.bytes)
  const { graph } = proto
  if (!graph) throw new Error('the model has no graph')
  const given = new Map<string, TensorProto>()
  const unpacked: MessageInitShape<typeof NodeProtoSchema>[] = []
  const stored = (name: string, value: Value) => {
    const at = weights.get(name)
    if (!at) throw new Error(`no weight is stored for ${name}`)
    const { tensors, nodes } = external(value, at)
    for (const tensor of tensors) given.set(tensor.name, create(TensorProtoSchema, tensor))
    unpacked.push(...nodes)
    return value.name
  }
  const held = new Set([...model.weights].map(([name, value]) => stored(name, value)))
  for (const value of model.inputs) {
    if (weights.get(value.name)) held.add(stored(value.name, value))
  }
  for (const [name, tensor] of Object.entries(constants)) given.set(name, constant(name, tensor))
  for (const { value, compute } of model.derived) {
    given.set(value.name, ints(value.name, freeAxis(graph, value, compute, bindings)))
  }
  graph.initializer = [
    ...graph.initializer.filter(({ name }) => !held.has(name)),
    ...given.values()
  ]
  graph.input = graph.input.filter(({ name }) => !given.has(name) && !held.has(name))
  graph.node = [...unpacked.map((node) => create(NodeProtoSchema, node)), ...graph.node]
  for (const { type } of [...graph.input, ...graph.output]) {
    if (type?.value.case !== 'tensorType') continue
    for (const dim of type.value.value.shape?.dim ?? []) {
      const size = dim.value.case === 'dimParam' ? bindings[dim.value.value] : undefined
      if (size !== undefined) dim.value = { case: 'dimValue', value: BigInt(size) }
    }
  }
  return toBinary(ModelProtoSchema, proto)
}

/** A shape with one axis that stays free, which Reshape works out by itself. */
function freeAxis(
  { node }: GraphProto,
  { name }: Value,
  compute: (bindings: Bindings) => number[],
  bindings: Bindings
): number[] {
  const free = new Proxy(bindings, { get: (all, symbol) => all[String(symbol)] ?? -1 })
  const numbers = compute(free)
  const readers = node.filter(({ input }) => input.includes(name))
  const isFree = numbers.filter((size) => size === -1).length
  if (isFree > 1 || (isFree === 1 && readers.some(({ opType }) => opType !== 'Reshape'))) {
    throw new Error(`${name} depends on more than what is fed`)
  }
  return numbers
}

/** A tensor in the file of the weights, and the nodes that make it float32 again. */
function external(value: Value, { dtype, offset, length, file, scales }: StoredTensor) {
  const at =
    (name: string, dims: readonly number[], dataType: TensorProto_DataType) =>
    (place: { offset: number; length: number }) => ({
      name,
      dataType,
      dims: dims.map(BigInt),
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [
        { key: 'location', value: file },
        { key: 'offset', value: String(place.offset) },
        { key: 'length', value: String(place.length) }
      ]
    })
  const { name } = value
  const dims = value.shape.map(Number)
  const place = { offset, length }
  if (dtype === 'float32') {
    return { tensors: [at(name, dims, TensorProto_DataType.FLOAT)(place)], nodes: [] }
  }
  const packed = `${name}.${dtype}`
  if (dtype === 'float16') {
    const to = attribute('to', TensorProto_DataType.FLOAT)
    const node = { opType: 'Cast', input: [packed], output: [name], attribute: [to] }
    return { tensors: [at(packed, dims, TensorProto_DataType.FLOAT16)(place)], nodes: [node] }
  }
  if (!scales) throw new Error(`${name} is stored without its scales`)
  const rows = `${name}.scales`
  const byRow = [attribute('axis', 0)]
  const input = [packed, rows]
  const node = { opType: 'DequantizeLinear', input, output: [name], attribute: byRow }
  const tensors = [
    at(packed, dims, TensorProto_DataType.INT8)(place),
    at(rows, dims.slice(0, 1), TensorProto_DataType.FLOAT)(scales)
  ]
  return { tensors, nodes: [node] }
}

const attribute = (name: string, value: number) => ({
  name,
  type: AttributeProto_AttributeType.INT,
  i: BigInt(value)
})

function constant(name: string, { dims, data }: HostTensor): TensorProto {
  if (data instanceof BigInt64Array) return ints(name, [...data].map(Number), dims)
  if (!(data instanceof Float32Array)) throw new Error(`${name} is neither float32 nor int64`)
  return create(TensorProtoSchema, {
    name,
    dataType: TensorProto_DataType.FLOAT,
    dims: dims.map(BigInt),
    floatData: [...data]
  })
}

const ints = (
  name: string,
  numbers: readonly number[],
  dims: readonly number[] = [numbers.length]
) =>
  create(TensorProtoSchema, {
    name,
    dataType: TensorProto_DataType.INT64,
    dims: dims.map(BigInt),
    int64Data: numbers.map(BigInt)
  })
