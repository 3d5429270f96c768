import { sizeOf } from '../graph'
import type { ParameterShapes } from '../../../shared/model-specs/parameter-shapes'
import { regionBytes, type KernelThreads, type Region } from './optimizer/kernels/kernel-threads'
import { floats, type HostTensor } from '../tensor/tensor'

/** Where each trained parameter stands inside a region of the kernels' memory. */
export class StateLayout {
  /** Bytes of a region that holds one tensor of each trained parameter. */
  readonly bytes: number
  readonly #places: Map<string, { offset: number; dims: readonly number[] }>

  constructor(trained: readonly string[], shapes: ParameterShapes) {
    let offset = 0
    this.#places = new Map(
      trained.map((name) => {
        const dims = shapes.get(name) ?? []
        const place = { offset, dims }
        offset += regionBytes(sizeOf(dims))
        return [name, place]
      })
    )
    this.bytes = offset
  }

  /** The region number `index` of a memory that holds such regions one behind the other. */
  region(index: number): Region {
    return { start: index * this.bytes, bytes: this.bytes }
  }

  /** The tensors of a region, by names made of the parameters' own. */
  tensors(
    kernels: KernelThreads,
    region: Region,
    nameOf: (parameter: string) => string
  ): Record<string, HostTensor> {
    return Object.fromEntries(
      [...this.#places].map(([parameter, { offset, dims }]) => {
        const bytes = regionBytes(sizeOf(dims))
        const part = { start: region.start + offset, bytes }
        return [nameOf(parameter), floats(kernels.floats(part, sizeOf(dims)), dims)]
      })
    )
  }
}
