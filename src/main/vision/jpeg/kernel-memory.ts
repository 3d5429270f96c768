import { kernelBytes } from './bytes'

/** What `kernel/` exports. Addresses are in bytes. */
export interface JpegKernel {
  freeMemory(): number
  componentAt(index: number): number
  huffman(isAc: number, index: number, from: number): number
  describeScan(progressive: number, start: number, stop: number, high: number, low: number): void
  scan(
    from: number,
    end: number,
    first: number,
    count: number,
    unitsWide: number,
    unitsHigh: number,
    interval: number
  ): number
  transformAll(index: number): void
  pictureAt(): number
  pixels(): void
}

const PAGE = 65_536
/** A memory that has grown above this is not kept for the next picture. */
const KEPT_BYTES = 32 << 20
/** More memory than this is not asked for: some 50 million pixels. */
const MOST_BYTES = 256 << 20
/** What the kernel reads or writes beyond a stretch's end. */
const SLACK = 64

let module: WebAssembly.Module | undefined
let kept: { memory: WebAssembly.Memory; kernel: JpegKernel } | undefined

/** The kernel with memory of its own, handed out in stretches for one picture. */
export class KernelMemory {
  readonly kernel: JpegKernel
  readonly #memory: WebAssembly.Memory
  #end: number

  constructor() {
    const { memory, kernel } = kept ?? instantiate()
    kept = undefined
    this.kernel = kernel
    this.#memory = memory
    this.#end = kernel.freeMemory()
  }

  /** @returns The address of so many bytes, a multiple of 16; null where there is not so much memory. */
  place(bytes: number): number | null {
    const address = Math.ceil(this.#end / 16) * 16
    const end = address + bytes + SLACK
    if (end > MOST_BYTES) return null
    const missing = end - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
    this.#end = end
    return address
  }

  /** The memory as it is now; another `place` may move it. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#memory.buffer)
  }

  /** Writes numbers of 32 bits. */
  write(address: number, numbers: readonly number[]): void {
    new Int32Array(this.#memory.buffer).set(numbers, address / 4)
  }

  /** Leaves the memory to the next picture. */
  release(): void {
    if (this.#memory.buffer.byteLength <= KEPT_BYTES) {
      kept = { memory: this.#memory, kernel: this.kernel }
    }
  }
}

function instantiate(): { memory: WebAssembly.Memory; kernel: JpegKernel } {
  module ??= new WebAssembly.Module(kernelBytes)
  const memory = new WebAssembly.Memory({ initial: 4 })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return { memory, kernel: exports as unknown as JpegKernel }
}
