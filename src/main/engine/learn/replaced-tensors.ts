import type { DeviceName } from '../../../shared/engine-protocol'
import { DeviceMemory } from '../runtime/devices/device-memory'
import { sizeOf, type Bindings } from '../graph'
import { keepsTensors, type GraphSession, type MixedFeeds } from '../runtime/session'
import { floatData, floats, type DeviceTensor, type HostTensor } from '../tensor/tensor'
import { nextName } from './step-graph'

/** How a tensor begins: its shape, and what it holds; zeros by default. */
export interface Beginning {
  dims: readonly number[]
  from?: HostTensor | undefined
}

/**
 * Tensors that a graph reads by their names and writes again as outputs `next.*`. They live in two
 * copies, one read while the other is written, so that a step that failed leaves them as they were;
 * the backward pass still reads the old weights when the first new ones are ready. On a graphics card
 * too: its runtime keeps few large pieces of memory for later, and to find all again at each step
 * takes about as long as the step.
 */
export interface ReplacedTensors {
  readonly feeds: MixedFeeds
  /**
   * Runs a graph that reads and writes all of the tensors; gives its other outputs.
   *
   * @param workspace Memory for the graph's own values.
   */
  run(
    session: GraphSession,
    feeds: MixedFeeds,
    bindings: Bindings,
    workspace: MixedFeeds
  ): Promise<Record<string, HostTensor>>
  /** Puts the new tensors in the place of the old; without it, the next run writes over the new. */
  accept(): void
  toZero(): Promise<void>
  /** A tensor in the process's memory; where it lives there, it is the tensor itself. */
  read(name: string): Promise<HostTensor>
  release(): void
}

/** @param beginnings The tensors by name. @param memory The device's, where it `keepsTensors`. */
export function replacedTensors(
  beginnings: ReadonlyMap<string, Beginning>,
  memory: DeviceMemory | null
): Promise<ReplacedTensors> {
  return memory
    ? TwoCopies.create(beginnings, onDevice(memory))
    : TwoCopies.create(beginnings, inProcess)
}

/** The device's memory, where tensors can stay in it. */
export const memoryOf = async (device: DeviceName): Promise<DeviceMemory | null> =>
  keepsTensors(device) ? DeviceMemory.create(device) : null

/** Where tensors of one kind live. */
interface Place<T extends HostTensor | DeviceTensor> {
  copy(tensor: HostTensor): T | Promise<T>
  zeros(dims: readonly number[]): T | Promise<T>
  /** The tensor, or another in its place, with zeros. */
  toZero(tensor: T): T | Promise<T>
  read(tensor: T): HostTensor | Promise<HostTensor>
  free(tensors: Readonly<Record<string, T>>): void
}

const inProcess: Place<HostTensor> = {
  copy: (tensor) => floats(floatData(tensor).slice(), tensor.dims),
  zeros: (dims) => floats(new Float32Array(sizeOf(dims)), dims),
  toZero: (tensor) => {
    floatData(tensor).fill(0)
    return tensor
  },
  read: (tensor) => tensor,
  free: () => {
    // The collector's.
  }
}

const onDevice = (memory: DeviceMemory): Place<DeviceTensor> => ({
  copy: (tensor) => memory.upload(tensor),
  zeros: (dims) => memory.zeros(dims),
  toZero: async (tensor) => {
    const zeros = await memory.zeros(tensor.dims)
    tensor.dispose()
    return zeros
  },
  read: (tensor) => memory.download(tensor),
  free: disposeAll
})

class TwoCopies<T extends HostTensor | DeviceTensor> implements ReplacedTensors {
  private constructor(
    readonly place: Place<T>,
    private current: Record<string, T>,
    private spare: Record<string, T>
  ) {}

  static async create<T extends HostTensor | DeviceTensor>(
    beginnings: ReadonlyMap<string, Beginning>,
    place: Place<T>
  ): Promise<TwoCopies<T>> {
    const current: Record<string, T> = {}
    const spare: Record<string, T> = {}
    for (const [name, { dims, from }] of beginnings) {
      current[name] = from
        ? await place.copy(floats(floatData(from), dims))
        : await place.zeros(dims)
      spare[name] = await place.zeros(dims)
    }
    return new TwoCopies(place, current, spare)
  }

  get feeds(): MixedFeeds {
    return this.current
  }

  run(session: GraphSession, feeds: MixedFeeds, bindings: Bindings, workspace: MixedFeeds) {
    const into: Record<string, HostTensor | DeviceTensor> = { ...workspace }
    for (const [name, tensor] of Object.entries(this.spare)) into[nextName(name)] = tensor
    return session.run({ ...feeds, ...this.current }, bindings, into)
  }

  accept(): void {
    ;[this.current, this.spare] = [this.spare, this.current]
  }

  async toZero(): Promise<void> {
    for (const [name, tensor] of Object.entries(this.current)) {
      this.current[name] = await this.place.toZero(tensor)
    }
  }

  async read(name: string): Promise<HostTensor> {
    const tensor = this.current[name]
    if (!tensor) throw new Error(`there is no tensor ${name}`)
    return this.place.read(tensor)
  }

  release(): void {
    this.place.free(this.current)
    this.place.free(this.spare)
    this.current = {}
    this.spare = {}
  }
}

export function disposeAll(tensors: Readonly<Record<string, DeviceTensor>>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose()
}
