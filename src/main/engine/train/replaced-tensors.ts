import { DeviceMemory } from '../devices/device-memory'
import { sizeOf } from '../graph'
import { keepsTensors, type Feeds, type GraphSession, type MixedFeeds } from '../runtime'
import type { DeviceName } from '../../../shared/engine-protocol'
import type { Bindings } from '../graph'
import { floatData, floats, type DeviceTensor, type HostTensor } from '../tensor'
import { nextName } from './step-graph'

/** How a tensor begins: its shape, and what it holds; zeros by default. */
export interface Beginning {
  dims: readonly number[]
  from?: HostTensor | undefined
}

/**
 * Tensors that a graph reads by their names and writes anew as outputs `next.*`. The new ones stand
 * beside the old until they are accepted, so that a step that failed leaves them as they were.
 */
export interface ReplacedTensors {
  readonly feeds: MixedFeeds
  /** Runs a graph that reads and writes all of the tensors; gives its other outputs. */
  run(
    session: GraphSession,
    feeds: MixedFeeds,
    bindings: Bindings
  ): Promise<Record<string, HostTensor>>
  /** Puts the new tensors in the place of the old. */
  accept(): void
  /** Drops the new tensors. */
  discard(): void
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
    ? ResidentTensors.create(beginnings, memory)
    : Promise.resolve(new AlternatingTensors(beginnings))
}

/** The device's memory, where tensors can stay in it. */
export const memoryOf = async (device: DeviceName): Promise<DeviceMemory | null> =>
  keepsTensors(device) ? DeviceMemory.create(device) : null

/** In the process's memory, in two copies that take turns. */
class AlternatingTensors implements ReplacedTensors {
  #current: Record<string, HostTensor>
  #spare: Record<string, HostTensor>

  constructor(beginnings: ReadonlyMap<string, Beginning>) {
    const copies = (from: (one: Beginning) => HostTensor | undefined) =>
      Object.fromEntries(
        [...beginnings].map(([name, one]) => {
          const source = from(one)
          const data = source ? floatData(source).slice() : new Float32Array(sizeOf(one.dims))
          return [name, floats(data, one.dims)]
        })
      )
    this.#current = copies(({ from }) => from)
    this.#spare = copies(() => undefined)
  }

  get feeds(): Feeds {
    return this.#current
  }

  run(session: GraphSession, feeds: MixedFeeds, bindings: Bindings) {
    const into = Object.entries(this.#spare).map(([name, tensor]) => [nextName(name), tensor])
    return session.run(
      { ...feeds, ...this.#current },
      bindings,
      Object.fromEntries(into) as Record<string, HostTensor>
    )
  }

  accept(): void {
    ;[this.#current, this.#spare] = [this.#spare, this.#current]
  }

  discard(): void {
    // What was written is written over.
  }

  toZero(): Promise<void> {
    for (const tensor of Object.values(this.#current)) floatData(tensor).fill(0)
    return Promise.resolve()
  }

  read(name: string): Promise<HostTensor> {
    return Promise.resolve(given(this.#current[name], name))
  }

  release(): void {
    this.#current = {}
    this.#spare = {}
  }
}

/** In the device's memory from the first step on; each run makes new ones. */
class ResidentTensors implements ReplacedTensors {
  #next: Record<string, DeviceTensor> = {}

  private constructor(
    readonly memory: DeviceMemory,
    private current: Record<string, DeviceTensor>
  ) {}

  static async create(
    beginnings: ReadonlyMap<string, Beginning>,
    memory: DeviceMemory
  ): Promise<ResidentTensors> {
    const current: Record<string, DeviceTensor> = {}
    for (const [name, { dims, from }] of beginnings) {
      current[name] = from
        ? await memory.upload(floats(floatData(from), dims))
        : await memory.zeros(dims)
    }
    return new ResidentTensors(memory, current)
  }

  get feeds(): MixedFeeds {
    return this.current
  }

  async run(session: GraphSession, feeds: MixedFeeds, bindings: Bindings) {
    this.discard()
    const { fetched, kept } = await session.runKeeping({ ...feeds, ...this.current }, bindings)
    for (const name of Object.keys(this.current)) {
      this.#next[name] = given(kept[nextName(name)], nextName(name))
    }
    return fetched
  }

  accept(): void {
    const old = this.current
    this.current = this.#next
    this.#next = old
    this.discard()
  }

  discard(): void {
    disposeAll(this.#next)
    this.#next = {}
  }

  async toZero(): Promise<void> {
    for (const [name, tensor] of Object.entries(this.current)) {
      this.current[name] = await this.memory.zeros(tensor.dims)
      tensor.dispose()
    }
  }

  read(name: string): Promise<HostTensor> {
    return this.memory.download(given(this.current[name], name))
  }

  release(): void {
    this.discard()
    disposeAll(this.current)
    this.current = {}
  }
}

export function disposeAll(tensors: Readonly<Record<string, DeviceTensor>>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose()
}

function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`there is no tensor ${name}`)
  return value
}
