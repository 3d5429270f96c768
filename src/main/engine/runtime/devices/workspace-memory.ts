import {
  bindShape,
  bytesOf,
  sizeOf,
  withDropoutLengths,
  type Bindings,
  type GraphModel
} from '../../graph'
import type { DeviceTensor } from '../../tensor/tensor'
import type { DeviceMemory } from './device-memory'

/**
 * Memory of a device for the workspaces of graphs that run one after the other. It grows with the
 * largest run so far; where a run fails for want of memory, it has to be released.
 */
export class WorkspaceMemory {
  readonly #pieces = new Map<number, DeviceTensor>()

  constructor(readonly memory: Pick<DeviceMemory, 'zeros'>) {}

  /** The places of a model's workspace in a run with these axes, by the values' names. */
  async places(
    { workspace, dropoutSites }: Pick<GraphModel, 'workspace' | 'dropoutSites'>,
    bindings: Bindings
  ): Promise<Record<string, DeviceTensor>> {
    const axes = withDropoutLengths(bindings, dropoutSites)
    const needed = new Array<number>(workspace.pieces).fill(0)
    for (const [value, piece] of workspace.places) {
      needed[piece] = Math.max(needed[piece] ?? 0, bytesOf(value, axes) ?? 0)
    }
    const pieces: DeviceTensor[] = []
    for (const [piece, bytes] of needed.entries()) pieces.push(await this.#piece(piece, bytes))
    return Object.fromEntries(
      [...workspace.places].flatMap(([{ name, shape }, piece]) => {
        const tensor = pieces[piece]
        return tensor ? [[name, { ...tensor, dims: bindShape(shape, axes) }]] : []
      })
    )
  }

  /** Gives all memory back; the next run finds it again. */
  release(): void {
    for (const piece of this.#pieces.values()) piece.dispose()
    this.#pieces.clear()
  }

  /** The piece of this number, of as many bytes at least. */
  async #piece(number: number, bytes: number): Promise<DeviceTensor> {
    const floats = Math.max(1, Math.ceil(bytes / Float32Array.BYTES_PER_ELEMENT))
    const held = this.#pieces.get(number)
    if (held && sizeOf(held.dims) >= floats) return held
    // What is too small goes first: there may be no room for both.
    held?.dispose()
    this.#pieces.delete(number)
    const piece = await this.memory.zeros([floats])
    this.#pieces.set(number, piece)
    return piece
  }
}
