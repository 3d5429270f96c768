import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadPeer, WorkerClient } from '../base/process/worker-client'
import { preprocessImage, type ClipPreprocessing } from './clip-preprocess'

/** Threads beyond these do not make images ready faster than a device takes them. */
const MAX_THREADS = 8
/** Images that a thread has in hand: one is decoded while the next comes from the disk. */
const TOGETHER = 2

let threadFile: string | undefined

/** Lets readers made from now on have threads, or none: `file` is the built `reading-thread.ts`. */
export function readOnThreads(file: string | undefined): void {
  threadFile = file
}

/**
 * Makes images ready for a CLIP model: on threads, beside whatever the caller's own thread does,
 * or on that one where no thread was built.
 */
export class ImageReader {
  /** Each is asked by the path of an image. */
  readonly #threads: WorkerClient<string>[]
  /** Images worth reading at once. */
  readonly places: number

  constructor(
    readonly preprocessing: ClipPreprocessing,
    threads = Math.min(MAX_THREADS, availableParallelism())
  ) {
    const file = threadFile
    const thread = (built: string) =>
      new WorkerClient<string>(() => threadPeer(new Worker(built, { workerData: preprocessing })), {
        name: 'the reading thread'
      })
    this.#threads = file === undefined ? [] : Array.from({ length: threads }, () => thread(file))
    this.places = TOGETHER * threads
  }

  /** As `preprocessImage`. */
  async read(path: string): Promise<Float32Array> {
    const [first, ...others] = this.#threads
    if (!first) return preprocessImage(path, this.preprocessing)
    const idlest = others.reduce((best, next) => (next.pending < best.pending ? next : best), first)
    return (await idlest.ask(path)) as Float32Array
  }

  /** Ends the threads; nothing is read any more. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}
