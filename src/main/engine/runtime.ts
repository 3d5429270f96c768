import { InferenceSession, Tensor } from 'onnxruntime-node'
import { availableParallelism } from 'node:os'
import type { DeviceName } from '../../shared/engine-protocol'
import {
  bindShape,
  sizeOf,
  UNREADABLE,
  type Bindings,
  type DType,
  type GraphModel,
  type Shape,
  type Target
} from './graph'
import { floats, type DeviceTensor, type HostTensor } from './tensor'

// The runtime reports its use to its makers unless told not to before the first session.
process.env['ORT_DISABLE_TELEMETRY'] = '1'

const sessionOptions: Record<DeviceName, InferenceSession.SessionOptions> = {
  // As measured best: sequential, one thread a core, arena on. A memory pattern for each shape of
  // batch saves no time, and keeps a block for each. Its threads do not go on spinning after a run:
  // the kernels' threads have the cores then.
  cpu: {
    executionProviders: ['cpu'],
    extra: { session: { force_spinning_stop: '1' } },
    executionMode: 'sequential',
    enableCpuMemArena: true,
    enableMemPattern: false,
    intraOpNumThreads: availableParallelism()
  },
  // A node without a WebGPU kernel would run on the CPU, with copies; it fails to load instead.
  webgpu: {
    executionProviders: ['webgpu'],
    extra: {
      session: { disable_cpu_ep_fallback: '1' },
      // It would put together what a graph for this device takes apart: see `GraphBuilder.gemm`.
      optimization: { disable_specified_optimizers: 'GemmTransposeFusion' }
    },
    intraOpNumThreads: 1
  },
  cuda: { executionProviders: ['cuda'] }
}

export type Feeds = Readonly<Record<string, HostTensor>>
/** Tensors in the process's memory or in the device's. */
export type MixedFeeds = Readonly<Record<string, HostTensor | DeviceTensor>>

const counted = { fed: 0, fetched: 0 }
/** Bytes that went from the process's memory to the runtime and back, over all runs of all sessions. */
export const traffic: Readonly<typeof counted> = counted

/** A graph made ready on a device. `run` blocks the thread until the device is done. */
export interface GraphSession {
  readonly model: GraphModel
  /**
   * @param feeds A tensor for every input that the model names; others are ignored.
   * @param bindings Numbers for the symbols of the model's shapes.
   * @param into Outputs to write into the given memory, of the process or, where the device
   *   `keepsTensors`, its own; the others come in new memory. What is on the device is not given back.
   *   Values of the model's workspace too; without a place they are the runtime's affair.
   */
  run(feeds: MixedFeeds, bindings: Bindings, into?: MixedFeeds): Promise<Record<string, HostTensor>>
  /** As `run`, for a session that keeps outputs on the device; whoever gets them disposes of them. */
  runKeeping(
    feeds: MixedFeeds,
    bindings: Bindings
  ): Promise<{ fetched: Record<string, HostTensor>; kept: Record<string, DeviceTensor> }>
  /** Writes the profile of a session that was opened with one. */
  endProfiling(): void
  release(): Promise<void>
}

export interface SessionSettings {
  /** Path and first letters of the profile's file name; no profile is made by default. */
  profile?: string
  /** Outputs that stay on the device; only where `keepsTensors`. */
  keep?: readonly string[]
  /** Values of the model's `weights`; the runtime copies them. */
  weights?: MixedFeeds
}

/** What graphs for a device are written for. */
export const targetOf = (device: DeviceName): Target => (device === 'webgpu' ? 'webgpu' : 'any')

/** Whether tensors can stay on a device between runs: the runtime's Node binding has it for WebGPU alone. */
export const keepsTensors = (device: DeviceName): boolean => device === 'webgpu'

/** Loads a graph on a device that `probeDevice` found usable. */
export async function openSession(
  model: GraphModel,
  device: DeviceName,
  { profile, keep = [], weights = {} }: SessionSettings = {}
): Promise<GraphSession> {
  const session = await InferenceSession.create(model.bytes, {
    ...sessionOptions[device],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...(keep.length > 0 ? { preferredOutputLocation: placesOf(keep) } : {}),
    ...(model.weights.size > 0 ? { externalData: weightFiles(model, weights) } : {}),
    ...(profile ? { enableProfiling: true, profileFilePrefix: profile } : {})
  })
  if (model.filling) return fillingSession(model, session)
  const execute = async (feeds: MixedFeeds, bindings: Bindings, into: MixedFeeds) => {
    const inputs = ortFeeds(model, feeds, bindings)
    const outputs = await session.run(inputs, ortFetches(model, into))
    const fetched: Record<string, HostTensor> = {}
    const kept: Record<string, DeviceTensor> = {}
    for (const [name, output] of Object.entries(outputs)) {
      if (output.location === 'gpu-buffer') kept[name] = deviceTensor(output)
      else fetched[name] = hostTensor(output)
    }
    for (const input of Object.values(inputs)) counted.fed += hostBytes(input)
    for (const output of Object.values(outputs)) counted.fetched += hostBytes(output)
    return { fetched, kept }
  }
  return {
    model,
    run: async (feeds, bindings, into = {}) => {
      const { fetched, kept } = await execute(feeds, bindings, into)
      // The handles alone; the memory is whoever's gave it.
      for (const tensor of Object.values(kept)) tensor.dispose()
      return fetched
    },
    runKeeping: (feeds, bindings) => execute(feeds, bindings, {}),
    endProfiling: () => session.endProfiling(),
    release: () => session.release()
  }
}

/** A session whose results stand in the memory that they were written into; see `writeModel`. */
function fillingSession(model: GraphModel, session: InferenceSession): GraphSession {
  const fill = async (
    feeds: MixedFeeds,
    bindings: Bindings,
    into: Feeds
  ): Promise<Record<string, HostTensor>> => {
    const places = { ...into, ...partsOf(model, into) }
    const given = Object.fromEntries(
      [...model.outputs].map(([name, { shape }]) => [name, places[name] ?? zeros(shape, bindings)])
    )
    const inputs = ortFeeds(model, feeds, bindings)
    const fetches = { [UNREADABLE]: null, ...ortFetches(model, given) }
    await session.run(inputs, fetches).catch((error: unknown) => {
      if (!String(error).includes(SEQUENCE_REFUSED)) throw error
    })
    for (const tensor of Object.values(inputs)) counted.fed += hostBytes(tensor)
    for (const { data } of Object.values(given)) counted.fetched += data.byteLength
    return given
  }
  return {
    model,
    // The CPU's alone, where all memory is the process's.
    run: (feeds, bindings, into = {}) => fill(feeds, bindings, into as Feeds),
    runKeeping: async (feeds, bindings) => ({ fetched: await fill(feeds, bindings, {}), kept: {} }),
    endProfiling: () => session.endProfiling(),
    release: () => session.release()
  }
}

/** What the binding says at an output that is a sequence. */
const SEQUENCE_REFUSED = 'Non tensor type'

const zeros = (shape: Shape, bindings: Bindings): HostTensor => {
  const dims = bindShape(shape, bindings)
  return floats(new Float32Array(sizeOf(dims)), dims)
}

/** The places of what comes in parts, as views of the memory of the whole. */
function partsOf({ joined, outputs }: GraphModel, into: Feeds): Feeds {
  const parts: Record<string, HostTensor> = {}
  for (const [name, names] of joined) {
    const whole = into[name]
    if (!whole) continue
    let start = 0
    for (const part of names) {
      const length = Number(outputs.get(part)?.shape[0])
      parts[part] = rowsOf(whole, start, length)
      start += length
    }
  }
  return parts
}

/** A view of `length` rows of a tensor. */
function rowsOf({ data, dims }: HostTensor, start: number, length: number): HostTensor {
  const width = sizeOf(dims.slice(1))
  return {
    data: data.subarray(start * width, (start + length) * width) as HostTensor['data'],
    dims: [length, ...dims.slice(1)]
  }
}

/** The model's weights as the files that it refers to. */
function weightFiles({ weights }: GraphModel, values: MixedFeeds) {
  return [...weights].map(([name, value]) => {
    const tensor = values[name]
    if (!tensor || !('data' in tensor)) throw new Error(`the session is not given ${name}`)
    const { buffer, byteOffset, byteLength } = tensor.data
    return { path: value.name, data: new Uint8Array(buffer, byteOffset, byteLength) }
  })
}

const placesOf = (keep: readonly string[]): Record<string, 'gpu-buffer'> =>
  Object.fromEntries(keep.map((name) => [name, 'gpu-buffer']))

function ortFeeds(
  model: GraphModel,
  feeds: MixedFeeds,
  bindings: Bindings
): Record<string, Tensor> {
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
    if (!feed || !('data' in feed)) throw new Error(`the graph's input ${source.name} is not fed`)
    result[value.name] = ortTensor({ data: feed.data, dims: [...feed.dims, 1] })
  }
  for (const { value, source, start } of model.rows) {
    const feed = feeds[source.name]
    if (!feed || !('data' in feed)) throw new Error(`the graph's input ${source.name} is not fed`)
    result[value.name] = ortTensor(rowsOf(feed, start, Number(value.shape[0])))
  }
  for (const { value, compute } of model.derived) {
    const data = BigInt64Array.from(compute(bindings), BigInt)
    result[value.name] = new Tensor('int64', data, bindShape(value.shape, bindings))
  }
  return result
}

/** Names of all outputs; those in `into` come with their memory, and so does the workspace. */
function ortFetches(model: GraphModel, into: MixedFeeds): Record<string, Tensor | null> {
  const fetches: Record<string, Tensor | null> = {}
  for (const name of model.outputs.keys()) fetches[name] = into[name] ? ortTensor(into[name]) : null
  for (const { name, dtype } of model.workspace.places.keys()) {
    if (into[name]) fetches[name] = ortTensor(into[name], dtype)
  }
  return fetches
}

/** @param dtype Of what is on the device; what is not tells its own. */
function ortTensor(tensor: HostTensor | DeviceTensor, dtype: DType = 'float32'): Tensor {
  const { dims } = tensor
  if (!('data' in tensor)) {
    // The same memory, whatever the shape that it was made in.
    const gpuBuffer = tensor.memory as Tensor.GpuBufferType
    return Tensor.fromGpuBuffer(gpuBuffer, { dataType: dtype, dims })
  }
  return tensor.data instanceof Float32Array
    ? new Tensor('float32', tensor.data, dims)
    : new Tensor('int64', tensor.data, dims)
}

const hostBytes = (tensor: Tensor): number =>
  tensor.location === 'cpu' && ArrayBuffer.isView(tensor.data) ? tensor.data.byteLength : 0

const deviceTensor = (tensor: Tensor): DeviceTensor => ({
  dims: tensor.dims,
  memory: tensor.gpuBuffer,
  dispose: () => tensor.dispose()
})

function hostTensor(tensor: InferenceSession.OnnxValueMapType[string]): HostTensor {
  const { data, dims } = tensor
  if (!(data instanceof Float32Array || data instanceof BigInt64Array)) {
    throw new Error(`an output of type ${tensor.type} was not expected`)
  }
  return { data, dims }
}
