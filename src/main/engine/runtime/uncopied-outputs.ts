import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType,
  ValueInfoProtoSchema
} from 'onnx-buf'
import { InferenceSession, Tensor } from './onnx-runtime'
import { GraphBuilder, writeModel } from '../graph'

/**
 * Outputs in memory of ours, without a copy. The runtime's binding for Node copies all outputs into
 * new memory, even those that it had written into memory that it was given. At an output that is a
 * sequence it gives up, after everything is computed and before anything is copied: so the graph
 * gets an empty sequence as its first output, and that one error means success. Another version of
 * the runtime may do otherwise; a graph of four numbers tells, and outputs are copied then.
 */

/** The sequence's name. */
const SEQUENCE = 'refused.sequence'
/** What the binding says at an output that is a sequence. */
const REFUSAL = 'Non tensor type'

export interface UncopiedSession {
  session: InferenceSession
  /** Runs the graph; each of `outputs` has its result in its own memory then. */
  fill(
    inputs: Readonly<Record<string, Tensor>>,
    outputs: Readonly<Record<string, Tensor>>
  ): Promise<void>
}

/** Opens a graph for the CPU whose outputs are copied nowhere, or once where that cannot be had. */
export async function openUncopied(
  model: Uint8Array,
  options: InferenceSession.SessionOptions
): Promise<UncopiedSession> {
  if (await outputsStayUncopied()) {
    const session = await InferenceSession.create(withSequence(model), options)
    return {
      session,
      fill: async (inputs, outputs) => {
        await runRefused(session, inputs, outputs)
      }
    }
  }
  const session = await InferenceSession.create(model, options)
  return {
    session,
    fill: async (inputs, outputs) => {
      const results = await session.run(inputs, Object.keys(outputs))
      for (const [name, { data }] of Object.entries(outputs)) copyInto(data, results[name]?.data)
    }
  }
}

let tried: Promise<boolean> | null = null

/** Whether this runtime leaves outputs uncopied; tried once in the life of the process. */
export const outputsStayUncopied = (): Promise<boolean> => (tried ??= tryRefusal())

/** Whether a result is in the memory given for it after the run was refused. */
async function tryRefusal(): Promise<boolean> {
  const b = new GraphBuilder()
  const x = b.input('x', 'float32', ['N'])
  b.output('twice', b.add(x, x))
  try {
    const session = await InferenceSession.create(withSequence(writeModel(b).bytes), {
      executionProviders: ['cpu'],
      // An output of the kind that is refused is nothing to report.
      logSeverityLevel: 3,
      intraOpNumThreads: 1
    })
    const given = new Float32Array(4).fill(Number.NaN)
    const refused = await runRefused(
      session,
      { x: new Tensor('float32', Float32Array.of(1, 2, 3, 4), [4]) },
      { twice: new Tensor('float32', given, [4]) }
    )
    await session.release()
    return refused && given.every((value, index) => value === 2 * (index + 1))
  } catch {
    return false
  }
}

/** Runs a graph with the sequence; tells whether the runtime gave up at it. */
async function runRefused(
  session: InferenceSession,
  inputs: Readonly<Record<string, Tensor>>,
  outputs: Readonly<Record<string, Tensor>>
): Promise<boolean> {
  try {
    // The sequence comes first: the binding takes outputs in this order.
    await session.run(inputs, { [SEQUENCE]: null, ...outputs })
    return false
  } catch (error) {
    if (!String(error).includes(REFUSAL)) throw error
    return true
  }
}

/** The graph with an empty sequence as its first output. */
function withSequence(bytes: Uint8Array): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes)
  model.graph?.node.unshift(
    create(NodeProtoSchema, { opType: 'SequenceEmpty', output: [SEQUENCE] })
  )
  const elemType = {
    value: { case: 'tensorType' as const, value: { elemType: TensorProto_DataType.FLOAT } }
  }
  model.graph?.output.unshift(
    create(ValueInfoProtoSchema, {
      name: SEQUENCE,
      type: { value: { case: 'sequenceType', value: { elemType } } }
    })
  )
  return toBinary(ModelProtoSchema, model)
}

function copyInto(place: Tensor['data'], result: Tensor['data'] | undefined): void {
  if (place instanceof Float32Array && result instanceof Float32Array) place.set(result)
  else if (place instanceof BigInt64Array && result instanceof BigInt64Array) place.set(result)
  else throw new Error('an output has another type than the memory given for it')
}
