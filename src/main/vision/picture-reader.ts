import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ErrorInfo } from '../../shared/domain'
import { fromErrorInfo, toErrorInfo } from '../../shared/errors'
import { preprocessPicture, type ClipPreprocessing } from './clip-preprocess'

/** What a reading thread is asked, and what it answers. */
export interface ReadRequest {
  id: number
  path: string
}
export type ReadReply = { id: number; pixels: Float32Array } | { id: number; error: ErrorInfo }

/** Threads beyond these do not make pictures ready faster than a device takes them. */
const MOST_THREADS = 8
/** Pictures that a thread has in hand: one is decoded while the next comes from the disk. */
const TOGETHER = 2

let threadFile: string | undefined

/** Lets readers made from now on have threads, or none: `file` is the built `reading-thread.ts`. */
export function readOnThreads(file: string | undefined): void {
  threadFile = file
}

/**
 * Makes pictures ready for a CLIP model: on threads, beside whatever the caller's own thread does,
 * or on that one where no thread was built.
 */
export class PictureReader {
  readonly #threads: ReadingThread[]
  /** Pictures worth reading at once. */
  readonly places: number

  constructor(
    readonly preprocessing: ClipPreprocessing,
    threads = Math.min(MOST_THREADS, availableParallelism())
  ) {
    const file = threadFile
    this.#threads = file
      ? Array.from({ length: threads }, () => new ReadingThread(file, preprocessing))
      : []
    this.places = TOGETHER * threads
  }

  /** As `preprocessPicture`. */
  read(path: string): Promise<Float32Array> {
    const [first, ...others] = this.#threads
    if (!first) return preprocessPicture(path, this.preprocessing)
    const idlest = others.reduce((best, next) => (next.busy < best.busy ? next : best), first)
    return idlest.read(path)
  }

  /** Ends the threads; nothing is read any more. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}

/** A thread that starts with the first picture; when it dies, its pictures fail and the next starts another. */
class ReadingThread {
  readonly #pending = new Map<number, (reply: ReadReply) => void>()
  #worker: Worker | null = null
  #asked = 0

  constructor(
    readonly file: string,
    readonly preprocessing: ClipPreprocessing
  ) {}

  get busy(): number {
    return this.#pending.size
  }

  read(path: string): Promise<Float32Array> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#pending.set(id, (reply) => {
        if ('error' in reply) reject(fromErrorInfo(reply.error))
        else resolve(reply.pixels)
      })
      worker.postMessage({ id, path } satisfies ReadRequest)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.file, { workerData: this.preprocessing })
    let reason = new Error('the reading thread ended')
    worker.on('message', (reply: ReadReply) => {
      const settle = this.#pending.get(reply.id)
      this.#pending.delete(reply.id)
      settle?.(reply)
    })
    worker.on('error', (error) => (reason = error))
    worker.on('exit', () => {
      this.#worker = null
      const waiting = [...this.#pending]
      this.#pending.clear()
      for (const [id, settle] of waiting) settle({ id, error: toErrorInfo(reason) })
    })
    return worker
  }
}
