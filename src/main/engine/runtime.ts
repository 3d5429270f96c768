import { InferenceSession, Tensor } from 'onnxruntime-node'
import { availableParallelism } from 'node:os'
import type { DeviceName } from '../../shared/engine-protocol'
import { bindShape, type Bindings, type GraphModel } from './graph'
import type { HostTensor } from './tensor'

// The runtime reports its use to its makers unless told not to before the first session.
process.env['ORT_DISABLE_TELEMETRY'] = '1'

const sessionOptions: Record<DeviceName, InferenceSession.SessionOptions> = {
  // As measured best: sequential, one thread a core, arena and pattern on.
  cpu: {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    enableCpuMemArena: true,
    enableMemPattern: true,
    intraOpNumThreads: availableParallelism()
  },
  // A node without a WebGPU kernel would run on the CPU, with copies; it fails to load instead.
  webgpu: {
    executionProviders: ['webgpu'],
    extra: { session: { disable_cpu_ep_fallback: '1' } },
    intraOpNumThreads: 1
  },
  cuda: { executionProviders: ['cuda'] }
}

export type Feeds = Readonly<Record<string, HostTensor>>

/** A graph made ready on a device. `run` blocks the thread until the device is done. */
export interface GraphSession {
  readonly model: GraphModel
  /**
   * @param feeds A tensor for every input that the model names; others are ignored.
   * @param bindings Numbers for the symbols of the model's shapes.
   * @param into Outputs to write into the given memory; the others come in new memory.
   */
  run(feeds: Feeds, bindings: Bindings, into?: Feeds): Promise<Record<string, HostTensor>>
  /** Writes the profile of a session that was opened with one. */
  endProfiling(): void
  release(): Promise<void>
}

export interface SessionSettings {
  /** Path and first letters of the profile's file name; no profile is made by default. */
  profile?: string
}

/** Loads a graph on a device that `probeDevice` found usable. */
export async function openSession(
  model: GraphModel,
  device: DeviceName,
  { profile }: SessionSettings = {}
): Promise<GraphSession> {
  const session = await InferenceSession.create(model.bytes, {
    ...sessionOptions[device],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...(profile ? { enableProfiling: true, profileFilePrefix: profile } : {})
  })
  return {
    model,
    run: async (feeds, bindings, into = {}) => {
      const outputs = await session.run(ortFeeds(model, feeds, bindings), ortFetches(model, into))
      return Object.fromEntries(
        Object.entries(outputs).map(([name, one]) => [name, hostTensor(one)])
      )
    },
    endProfiling: () => session.endProfiling(),
    release: () => session.release()
  }
}

function ortFeeds(model: GraphModel, feeds: Feeds, bindings: Bindings): Record<string, Tensor> {
  const result: Record<string, Tensor> = {}
  for (const { name, shape } of model.inputs) {
    const feed = feeds[name]
    if (!feed) throw new Error(`the graph's input ${name} is not fed`)
    if (feed.dims.length !== shape.length) {
      throw new Error(
        `input ${name} has shape [${feed.dims.join(', ')}], not [${shape.join(', ')}]`
      )
    }
    result[name] = ortTensor(feed)
  }
  for (const { value, source } of model.columns) {
    const feed = feeds[source.name]
    if (!feed) throw new Error(`the graph's input ${source.name} is not fed`)
    result[value.name] = ortTensor({ data: feed.data, dims: [...feed.dims, 1] })
  }
  for (const { value, compute } of model.derived) {
    const data = BigInt64Array.from(compute(bindings), BigInt)
    result[value.name] = new Tensor('int64', data, bindShape(value.shape, bindings))
  }
  return result
}

/** Names of all outputs; those in `into` come with their memory. */
function ortFetches(model: GraphModel, into: Feeds): Record<string, Tensor | null> {
  return Object.fromEntries(
    [...model.outputs.keys()].map((name) => [name, into[name] ? ortTensor(into[name]) : null])
  )
}

const ortTensor = ({ data, dims }: HostTensor): Tensor =>
  data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int64', data, dims)

function hostTensor(tensor: InferenceSession.OnnxValueMapType[string]): HostTensor {
  const { data, dims } = tensor
  if (!(data instanceof Float32Array || data instanceof BigInt64Array)) {
    throw new Error(`an output of type ${tensor.type} was not expected`)
  }
  return { data, dims }
}
