import {
  bindShape,
  bytesOf,
  sizeOf,
  withDropoutLengths,
  type Bindings,
  type GraphModel
} from '../graph'
import type { DeviceTensor } from '../tensor'
import type { DeviceMemory } from './device-memory'

/** Memory of a device for the workspaces of graphs that run one after the other; it only grows. */
export class WorkspaceMemory {
  #pieces: DeviceTensor[] = []

  constructor(readonly memory: DeviceMemory) {}

  /** The places of a model's workspace in a run with these axes, by the values' names. */
  async places(
    { workspace, dropoutSites }: GraphModel,
    bindings: Bindings
  ): Promise<Record<string, DeviceTensor>> {
    const axes = withDropoutLengths(bindings, dropoutSites)
    const needed = new Array<number>(workspace.pieces).fill(0)
    for (const [value, piece] of workspace.places) {
      needed[piece] = Math.max(needed[piece] ?? 0, bytesOf(value, axes) ?? 0)
    }
    for (const [piece, bytes] of needed.entries()) await this.#reserve(piece, bytes)
    return Object.fromEntries(
      [...workspace.places].flatMap(([{ name, shape }, piece]) => {
        const tensor = this.#pieces[piece]
        return tensor ? [[name, { ...tensor, dims: bindShape(shape, axes) }]] : []
      })
    )
  }

  release(): void {
    for (const piece of this.#pieces) piece.dispose()
    this.#pieces = []
  }

  async #reserve(piece: number, bytes: number): Promise<void> {
    const floats = Math.ceil(bytes / Float32Array.BYTES_PER_ELEMENT)
    const held = this.#pieces[piece]
    if (held && sizeOf(held.dims) >= floats) return
    // What is too small goes first: there may be no room for both.
    held?.dispose()
    this.#pieces[piece] = await this.memory.zeros([Math.max(1, floats)])
  }
}
