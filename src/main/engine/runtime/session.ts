import { InferenceSession, type Tensor } from './onnx-runtime'
import { availableParallelism } from 'node:os'
import type { DeviceName } from '../../../shared/engine-protocol'
import {
  bindShape,
  sizeOf,
  type Bindings,
  type GraphModel,
  type Shape,
  type Target
} from '../graph'
import { floats, type DeviceTensor, type HostTensor } from '../tensor/tensor'
import {
  deviceTensor,
  hostBytes,
  hostTensor,
  ortFeeds,
  ortFetches,
  ortTensor,
  rowsOf,
  type Feeds,
  type MixedFeeds
} from './run-tensors'
import { openUncopied } from './uncopied-outputs'

export type { Feeds, MixedFeeds }

const sessionOptions: Record<DeviceName, InferenceSession.SessionOptions> = {
  // As measured best: sequential, one thread a core, arena on. A memory pattern for each shape of
  // batch saves no time, and keeps a block for each. Its threads do not continue spinning after a run:
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

const counted = { fed: 0, fetched: 0 }
/**
 * Bytes that went from the process's memory to the runtime and back, over all runs of all sessions.
 *
 * @internal Read by tests alone: that values stay in a card's memory shows nowhere else.
 */
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

/** Tensors in the process's memory of any type that the graph says. */
type SessionWeights = Readonly<Record<string, { data: ArrayBufferView } | DeviceTensor>>

export interface SessionSettings {
  /** Path and first letters of the profile's file name; no profile is made by default. */
  profile?: string
  /** Outputs that stay on the device; only where `keepsTensors`. */
  keep?: readonly string[]
  /** Values of the model's `weights`; the runtime copies them. */
  weights?: SessionWeights
  /**
   * Whether outputs are written into the memory that they are given and copied nowhere; on the CPU
   * alone. See `openUncopied`.
   */
  uncopied?: boolean
}

/** What graphs for a device are written for. */
export const targetOf = (device: DeviceName): Target => (device === 'webgpu' ? 'webgpu' : 'any')

/** Whether tensors can stay on a device between runs: the runtime's Node binding has it for WebGPU alone. */
export const keepsTensors = (device: DeviceName): boolean => device === 'webgpu'

/** Loads a graph on a device that `probeDevice` found usable. */
export async function openSession(
  model: GraphModel,
  device: DeviceName,
  { profile, keep = [], weights = {}, uncopied = false }: SessionSettings = {}
): Promise<GraphSession> {
  const options = {
    ...sessionOptions[device],
    graphOptimizationLevel: 'all' as const,
    logSeverityLevel: 3 as const,
    ...(keep.length > 0 ? { preferredOutputLocation: placesOf(keep) } : {}),
    ...(model.weights.size > 0 ? { externalData: weightFiles(model, weights) } : {}),
    ...(profile ? { enableProfiling: true, profileFilePrefix: profile } : {})
  }
  if (uncopied) return fillingSession(model, options)
  const session = await InferenceSession.create(model.bytes, options)
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

/** A session whose results stand in the memory that they were written into. */
async function fillingSession(
  model: GraphModel,
  options: InferenceSession.SessionOptions
): Promise<GraphSession> {
  const { session, fill: fillOutputs } = await openUncopied(model.bytes, options)
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
    const outputs = Object.entries(given).map(([name, tensor]) => [name, ortTensor(tensor)])
    await fillOutputs(inputs, Object.fromEntries(outputs) as Record<string, Tensor>)
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

/** The model's weights as the files that it refers to. */
function weightFiles({ weights }: GraphModel, values: SessionWeights) {
  return [...weights].map(([name, value]) => {
    const tensor = values[name]
    if (!tensor || !('data' in tensor)) throw new Error(`the session is not given ${name}`)
    const { buffer, byteOffset, byteLength } = tensor.data
    return { path: value.name, data: new Uint8Array(buffer, byteOffset, byteLength) }
  })
}

const placesOf = (keep: readonly string[]): Record<string, 'gpu-buffer'> =>
  Object.fromEntries(keep.map((name) => [name, 'gpu-buffer']))
