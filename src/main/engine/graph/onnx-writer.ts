import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf'
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  type AttributeProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema
} from 'onnx-buf'
import type { GraphBuilder } from './builder'
import {
  withDropoutLengths,
  type Attribute,
  type ColumnInput,
  type DerivedInput,
  type DropoutSite,
  type GraphNode,
  type MatrixProduct,
  type RowsInput
} from './parts'
import type { Value } from './value'
import { planWorkspace, type Workspace, type WorkspaceOptions } from './workspace'

/** A finished graph: the ONNX file's bytes, and what the caller has to feed and gets back. */
export interface GraphModel {
  bytes: Uint8Array
  /** Inputs that the caller feeds. Unused ones of the builder are left out. */
  inputs: readonly Value[]
  /** Inputs that the session feeds by itself. */
  derived: readonly DerivedInput[]
  /** Inputs that the session feeds with what the caller feeds for another. */
  columns: readonly ColumnInput[]
  rows: readonly RowsInput[]
  /** What the session is given when it is opened, by name. */
  weights: ReadonlyMap<string, Value>
  dropoutSites: readonly DropoutSite[]
  products: readonly MatrixProduct[]
  /** Outputs by their public names. */
  outputs: ReadonlyMap<string, Value>
  /** Outputs that come as several of `outputs`, rows one behind the other. */
  joined: ReadonlyMap<string, readonly string[]>
  /** Values that are outputs too, so that they can be written into memory of the caller's. */
  workspace: Workspace
}

/** Opset whose LayerNormalization, ReduceSum-with-axes-input and Gelu forms the builder writes. */
const OPSET = 18
const IR_VERSION = 9

const dataTypes = {
  float32: TensorProto_DataType.FLOAT,
  float16: TensorProto_DataType.FLOAT16,
  int64: TensorProto_DataType.INT64,
  bool: TensorProto_DataType.BOOL
} as const

/**
 * Writes what the outputs need as an ONNX model; nodes and inputs that lead nowhere are dropped.
 *
 * @param options.workspace Which values get memory that is kept; none by default.
 */
export function writeModel(
  builder: GraphBuilder,
  { workspace = null }: { workspace?: WorkspaceOptions | null } = {}
): GraphModel {
  const { nodes, used } = liveNodes(builder)
  const inputs = [...builder.inputs.values()].filter((value) => used.has(value.name))
  const derived = [...builder.derived.values()].filter(({ value }) => used.has(value.name))
  const columns = [...builder.columns.values()].filter(({ value }) => used.has(value.name))
  const rows = builder.rowsInputs.filter(({ value }) => used.has(value.name))
  const constants = [...builder.initializers.values()].filter(({ value }) => used.has(value.name))
  const weights = [...builder.weights].filter(([, value]) => used.has(value.name))
  // An output gets its public name by an Identity, so that one value can be several outputs.
  const named = [...builder.outputs].map(([name, value]) => ({
    node: { op: 'Identity', domain: '', inputs: [value.name], outputs: [name], attributes: {} },
    value: { ...value, name }
  }))
  const renamed = renameOutputs(
    nodes,
    named.map(({ node }) => node)
  )
  const dropoutSites = builder.dropoutSites.filter((site) =>
    used.has('mask' in site ? site.mask.name : site.start.name)
  )
  const planned = workspace
    ? planWorkspace(renamed, builder.values, {
        ...workspace,
        largest: workspace.largest.map((axes) => withDropoutLengths(axes, dropoutSites))
      })
    : NO_WORKSPACE
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(IR_VERSION),
    producerName: 'viecap-workbench',
    opsetImport: [
      { domain: '', version: BigInt(OPSET) },
      { domain: 'com.microsoft', version: 1n }
    ],
    graph: {
      name: 'graph',
      node: renamed.map(nodeProto),
      input: [...inputs, ...[...derived, ...columns, ...rows].map(({ value }) => value)].map(
        valueInfo
      ),
      output: [...named.map(({ value }) => value), ...planned.places.keys()].map(valueInfo),
      initializer: [
        ...constants.map(({ value, data }) => tensorProto(value, data)),
        ...weights.map(([, value]) => weightProto(value))
      ]
    }
  })
  return {
    bytes: toBinary(ModelProtoSchema, model),
    inputs,
    derived,
    columns,
    rows,
    weights: new Map(weights),
    products: builder.matrixProducts,
    dropoutSites,
    outputs: new Map(named.map(({ value }) => [value.name, value])),
    joined: builder.joinedOutputs,
    workspace: planned
  }
}

/** Nodes that lead to an output, in order, and the names that they read. */
function liveNodes(builder: GraphBuilder): { nodes: GraphNode[]; used: Set<string> } {
  const used = new Set([...builder.outputs.values()].map((value) => value.name))
  const nodes: GraphNode[] = []
  for (const node of builder.nodes.toReversed()) {
    if (!node.outputs.some((name) => used.has(name))) continue
    node.inputs.forEach((name) => used.add(name))
    nodes.push(node)
  }
  return { nodes: nodes.reverse(), used }
}

/** Gives a value that is an output once its public name directly; keeps the Identity elsewhere. */
function renameOutputs(nodes: readonly GraphNode[], identities: readonly GraphNode[]): GraphNode[] {
  const made = new Set(nodes.flatMap((node) => node.outputs))
  const names = new Map<string, string>()
  const kept: GraphNode[] = []
  for (const identity of identities) {
    const [inner] = identity.inputs
    const [outer] = identity.outputs
    if (inner === undefined || outer === undefined) continue
    if (made.has(inner) && !names.has(inner)) names.set(inner, outer)
    else kept.push(identity)
  }
  const rename = (list: readonly string[]): string[] => list.map((name) => names.get(name) ?? name)
  return [...nodes, ...kept].map((node) => ({
    ...node,
    inputs: rename(node.inputs),
    outputs: rename(node.outputs)
  }))
}

const NO_WORKSPACE: Workspace = { pieces: 0, places: new Map() }

function nodeProto(node: GraphNode): MessageInitShape<typeof NodeProtoSchema> {
  return {
    opType: node.op,
    domain: node.domain,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, value]) => attributeProto(name, value))
  }
}

function attributeProto(
  name: string,
  value: Attribute
): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') {
    return { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) }
  }
  if (typeof value === 'string') {
    return { name, type: AttributeProto_AttributeType.STRING, s: new TextEncoder().encode(value) }
  }
  if ('float' in value) return { name, type: AttributeProto_AttributeType.FLOAT, f: value.float }
  return { name, type: AttributeProto_AttributeType.INTS, ints: value.map(BigInt) }
}

function tensorProto(
  value: Value,
  data: readonly number[]
): MessageInitShape<typeof TensorProtoSchema> {
  return {
    name: value.name,
    dataType: dataTypes[value.dtype],
    dims: value.shape.map((dim) => BigInt(dim)),
    ...(value.dtype === 'int64' ? { int64Data: data.map(BigInt) } : { floatData: [...data] })
  }
}

/** Refers to a file of its own, under the value's name, that is all of its content. */
function weightProto({ name, dtype, shape }: Value): MessageInitShape<typeof TensorProtoSchema> {
  return {
    name,
    dataType: dataTypes[dtype],
    dims: shape.map((dim) => BigInt(dim)),
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [{ key: 'location', value: name }]
  }
}

function valueInfo(value: Value): MessageInitShape<typeof ValueInfoProtoSchema> {
  return {
    name: value.name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: dataTypes[value.dtype],
          shape: {
            dim: value.shape.map((dim) => ({
              value:
                typeof dim === 'number'
                  ? { case: 'dimValue' as const, value: BigInt(dim) }
                  : { case: 'dimParam' as const, value: dim }
            }))
          }
        }
      }
    }
  }
}
