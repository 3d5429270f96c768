import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf'
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
  type TensorProto
} from 'onnx-buf'
import type { GraphModel, Value } from '../../graph'
import { FULL_RANGE, turned, type Int8Matrix } from './quantise'

type Node = MessageInitShape<typeof NodeProtoSchema>

/** Names of the constants that all products read. */
const AXIS = 'int8.axis'
const LEAST = 'int8.least'
const UNIT = 'int8.unit'
const MIDDLE = 'int8.middle'

/** What the row of an activation that is all zeros is divided by. */
const TINY = 1e-30

/**
 * The matrices that a graph holds as weights of its session and reads by products or by rows, and
 * the axis of their outputs: 1 of [in, out], 0 of [out, in] and of tables.
 */
export function int8Matrices({ bytes, weights }: GraphModel): Map<string, 0 | 1> {
  const names = new Map([...weights].map(([name, value]) => [value.name, name]))
  const found = new Map<string, 0 | 1>()
  for (const node of graphOf(bytes).node) {
    const name = names.get(weightOf(node) ?? '')
    if (name !== undefined) found.set(name, outputAxis(node))
  }
  return found
}

/**
 * A graph whose products with int8 matrices are those of whole numbers: x by W as
 * m · (⌊127 x / m⌉ · V) · s / 127, where m is the largest size in a row of x, and V and s are the
 * matrix. Each row of x has a scale of its own, so that an image's numbers do not depend on those that
 * it shares a batch with. It runs on the CPU alone.
 *
 * @param matrices By the names of the weights; the other weights stay as they are.
 * @returns The graph, and what its session is to be given in their place, by name.
 */
export function int8Graph(
  model: GraphModel,
  matrices: ReadonlyMap<string, Int8Matrix>
): {
  model: GraphModel
  weights: Record<string, { dims: readonly number[]; data: Int8Array | Float32Array }>
} {
  const proto = fromBinary(ModelProtoSchema, model.bytes)
  const { graph } = proto
  if (!graph) throw new Error('the model has no graph')
  const names = new Map([...model.weights].map(([name, value]) => [value.name, name]))
  const given: Record<string, { dims: readonly number[]; data: Int8Array | Float32Array }> = {}
  const values = new Map<string, Value>()
  const hold = (name: string, data: Int8Array | Float32Array, dims: readonly number[]): string => {
    const value = { name: `weight:${name}`, dtype: 'float32', shape: dims } as const
    given[name] = { dims, data }
    values.set(name, value)
    return value.name
  }
  const nodes = graph.node.flatMap((node): (Node | NodeProto)[] => {
    const name = names.get(weightOf(node) ?? '')
    const matrix = name === undefined ? undefined : matrices.get(name)
    if (name === undefined || !matrix) return [node]
    const scales = hold(`${name}.scales`, matrix.scales, [matrix.scales.length])
    if (node.opType === 'Gather') {
      return tableRows(node, hold(`${name}.rows`, matrix.values, matrix.dims), scales)
    }
    const [rows, columns] = matrix.dims
    const factor =
      matrix.axis === 1
        ? hold(`${name}.int8`, matrix.values, matrix.dims)
        : hold(`${name}.turned`, turned(matrix), [columns, rows])
    return product(node, factor, scales)
  })
  const read = new Set(nodes.flatMap(({ input = [] }) => input))
  const kept = graph.initializer.filter(({ name }) => read.has(name))
  graph.node = nodes.map((node) => create(NodeProtoSchema, node))
  graph.initializer = [...kept, ...constants(), ...[...values.values()].map(held(given))]
  const rest = [...model.weights].filter(([, value]) => read.has(value.name))
  return {
    model: {
      ...model,
      bytes: toBinary(ModelProtoSchema, proto),
      weights: new Map([...rest, ...values])
    },
    weights: given
  }
}

function graphOf(bytes: Uint8Array): GraphProto {
  const { graph } = fromBinary(ModelProtoSchema, bytes)
  if (!graph) throw new Error('the model has no graph')
  return graph
}

/** What of a node's inputs can be an int8 matrix. */
const weightOf = ({ opType, input }: NodeProto): string | undefined =>
  opType === 'Gemm' ? input[1] : opType === 'Gather' ? input[0] : undefined

const outputAxis = ({ opType, attribute }: NodeProto): 0 | 1 =>
  opType === 'Gather' || attribute.some(({ name, i }) => name === 'transB' && i === 1n) ? 0 : 1

/** Some rows of a table, each times its own scale. */
function tableRows(
  { input: [, ids = ''], output }: NodeProto,
  rows: string,
  scales: string
): Node[] {
  const [result = ''] = output
  return [
    { opType: 'Gather', input: [rows, ids], output: [`${result}.rows`] },
    { opType: 'Gather', input: [scales, ids], output: [`${result}.scales`] },
    {
      opType: 'DequantizeLinear',
      input: [`${result}.rows`, `${result}.scales`],
      output: [result],
      attribute: [integer('axis', 0)]
    }
  ]
}

function product({ input, output }: NodeProto, factor: string, scales: string): Node[] {
  const [x = '', , bias] = input
  const [result = ''] = output
  const at = (part: string) => `${result}.${part}`
  return [
    { opType: 'Abs', input: [x], output: [at('sizes')] },
    {
      opType: 'ReduceMax',
      input: [at('sizes'), AXIS],
      output: [at('largest')],
      attribute: [integer('keepdims', 1)]
    },
    { opType: 'Max', input: [at('largest'), LEAST], output: [at('most')] },
    { opType: 'Div', input: [x, at('most')], output: [at('unit')] },
    { opType: 'QuantizeLinear', input: [at('unit'), UNIT, MIDDLE], output: [at('whole')] },
    {
      opType: 'MatMulIntegerToFloat',
      domain: 'com.microsoft',
      input: [at('whole'), factor, UNIT, scales, MIDDLE],
      output: [at('product')]
    },
    {
      opType: 'Mul',
      input: [at('product'), at('most')],
      output: [bias === undefined ? result : at('scaled')]
    },
    ...(bias === undefined
      ? []
      : [{ opType: 'Add', input: [at('scaled'), bias], output: [result] }])
  ]
}

const constants = (): TensorProto[] =>
  [
    { name: AXIS, dataType: TensorProto_DataType.INT64, dims: [1n], int64Data: [1n] },
    { name: LEAST, dataType: TensorProto_DataType.FLOAT, floatData: [TINY] },
    { name: UNIT, dataType: TensorProto_DataType.FLOAT, floatData: [1 / FULL_RANGE] },
    // Unsigned with 128 for 0: the products of the CPU are those of u8 by s8.
    { name: MIDDLE, dataType: TensorProto_DataType.UINT8, int32Data: [128] }
  ].map((tensor) => create(TensorProtoSchema, tensor))

/** Refers to a file of its own, as `writeModel` does for a weight. */
const held =
  (given: Readonly<Record<string, { data: Int8Array | Float32Array }>>) =>
  ({ name, shape }: Value): TensorProto =>
    create(TensorProtoSchema, {
      name,
      dataType:
        given[name.slice('weight:'.length)]?.data instanceof Int8Array
          ? TensorProto_DataType.INT8
          : TensorProto_DataType.FLOAT,
      dims: shape.map(BigInt),
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [{ key: 'location', value: name }]
    })

const integer = (name: string, value: number) => ({
  name,
  type: AttributeProto_AttributeType.INT,
  i: BigInt(value)
})
