import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { kernelBytes } from './bytes'
import { workerSource } from './worker-source'

/** Bytes of a page of WebAssembly memory, and the most pages that 32-bit addresses reach. */
const PAGE = 65_536
const MAX_PAGES = 65_536

/** More threads than this wait for memory, not for work. */
const MAX_THREADS = 16

/** A range of the shared memory, in bytes; both are multiples of 16. */
export interface Region {
  start: number
  bytes: number
}

/** Places in the control words that the threads share; `worker-source.ts` reads the same. */
const Control = { generation: 0, finished: 1, stop: 2, words: 4 } as const

/** Numbers of a call: which function, its arguments, and a result for each thread. */
const FUNCTIONS = ['adamw', 'blend', 'squares'] as const
type KernelName = (typeof FUNCTIONS)[number]
type KernelFunctions = Record<KernelName, (...args: number[]) => number | undefined>
const MAX_ARGUMENTS = 16

/** Bytes that a number of floats takes, rounded up so that the next one begins at a multiple of 16. */
export const regionBytes = (floats: number): number => Math.ceil(floats / 4) * 16

/** Whether so many bytes fit into one memory of the kernels. */
export const fitsKernels = (bytes: number): boolean => bytes <= PAGE * MAX_PAGES

/**
 * The kernels of `kernels.wat` on all cores: one shared memory, a thread for each core but one, and
 * this thread for the rest. Calls block until the work is done.
 */
export class KernelThreads {
  readonly memory: WebAssembly.Memory
  readonly #functions: KernelFunctions
  readonly #control: Int32Array
  readonly #call: Float64Array
  readonly #workers: Worker[]

  /** @param bytes Size of the memory. Throws a RangeError where it cannot be had. */
  constructor(bytes: number, threads = Math.min(MAX_THREADS, availableParallelism())) {
    const pages = Math.max(1, Math.ceil(bytes / PAGE))
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    const module = new WebAssembly.Module(kernelBytes)
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } })
    this.#functions = instance.exports as KernelFunctions
    this.#control = new Int32Array(
      new SharedArrayBuffer(Control.words * Int32Array.BYTES_PER_ELEMENT)
    )
    // Per thread a row: the function's number, its arguments, and room for the result.
    const row = MAX_ARGUMENTS + 2
    this.#call = new Float64Array(
      new SharedArrayBuffer(threads * row * Float64Array.BYTES_PER_ELEMENT)
    )
    this.#workers = Array.from({ length: threads - 1 }, (_, index) => {
      const call = this.#row(index + 1)
      const worker = new Worker(workerSource, {
        eval: true,
        workerData: { module, memory: this.memory, control: this.#control, call, FUNCTIONS }
      })
      worker.unref()
      return worker
    })
  }

  /** The floats of a region. */
  floats({ start }: Region, count: number): Float32Array<SharedArrayBuffer> {
    return new Float32Array(this.memory.buffer as unknown as SharedArrayBuffer, start, count)
  }

  /** g' = scale·g; M = β1·M + g'; V = β2·V + g'²; p = (p·before − M/(√V + ε)·step)·after. */
  adamW(
    regions: Record<'parameters' | 'gradients' | 'first' | 'second', Region>,
    numbers: Record<'scale' | 'beta1' | 'beta2' | 'step' | 'epsilon' | 'before' | 'after', number>
  ): void {
    const { parameters, gradients, first, second } = regions
    const { scale, beta1, beta2, step, epsilon, before, after } = numbers
    this.#run(
      'adamw',
      [parameters, gradients, first, second],
      [scale, beta1, beta2, step, epsilon, before, after]
    )
  }

  /** target = keep·target + take·source. */
  blend(target: Region, source: Region, keep: number, take: number): void {
    this.#run('blend', [target, source], [keep, take])
  }

  /** Σ x², in float64. */
  sumOfSquares(region: Region): number {
    return this.#run('squares', [region], []).reduce((sum, one) => sum + one, 0)
  }

  /** Ends the threads. */
  async release(): Promise<void> {
    Atomics.store(this.#control, Control.stop, 1)
    Atomics.add(this.#control, Control.generation, 1)
    Atomics.notify(this.#control, Control.generation)
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  /** Shares a function's regions out over the threads; gives what each returned. */
  #run(name: KernelName, regions: readonly Region[], numbers: readonly number[]): number[] {
    const threads = this.#workers.length + 1
    const bytes = regions[0]?.bytes ?? 0
    const edge = (thread: number): number => Math.floor(bytes / 16 / threads) * 16 * thread
    for (let thread = 0; thread < threads; thread++) {
      const from = edge(thread)
      const to = thread === threads - 1 ? bytes : edge(thread + 1)
      const starts = regions.map(({ start }) => start + from)
      const call = [...starts, (regions[0]?.start ?? 0) + to, ...numbers]
      this.#row(thread).set([FUNCTIONS.indexOf(name), call.length, ...call])
    }
    Atomics.store(this.#control, Control.finished, 0)
    Atomics.add(this.#control, Control.generation, 1)
    Atomics.notify(this.#control, Control.generation)
    const own = this.#row(0)
    const result = this.#functions[name](...own.subarray(2, 2 + (own[1] ?? 0))) ?? 0
    for (;;) {
      const finished = Atomics.load(this.#control, Control.finished)
      if (finished === this.#workers.length) break
      Atomics.wait(this.#control, Control.finished, finished)
    }
    return [result, ...this.#workers.map((_, index) => this.#row(index + 1)[0] ?? 0)]
  }

  #row(thread: number): Float64Array {
    const row = MAX_ARGUMENTS + 2
    return this.#call.subarray(thread * row, (thread + 1) * row)
  }
}
