import { Worker } from 'node:worker_threads'
import { threadPeer, WorkerClient } from '../../../base/process/worker-client'
import { lookAtParquet, readParquetGroup, type ParquetRow, type ParquetShape } from './parquet-file'

export type ParquetRequest =
  { type: 'look'; path: string } | { type: 'group'; path: string; group: number; columns: string[] }

/** Memory of the thread in MB, beyond which it ends: rows and their pages, images apart. */
const HEAP_MB = 2048

let threadFile: string | undefined

/** Lets parquet files be decoded on a thread, or on the caller's: `file` is the built `parquet-thread.ts`. */
export function readParquetOnThread(file: string | undefined): void {
  threadFile = file
}

export const answerParquet = (request: ParquetRequest): Promise<ParquetShape | ParquetRow[]> =>
  request.type === 'look'
    ? lookAtParquet(request.path)
    : readParquetGroup(request.path, request.group, request.columns)

/** Reads parquet files, a row group at a time. */
export class ParquetReader {
  readonly #thread: WorkerClient<ParquetRequest> | null

  constructor() {
    const file = threadFile
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB }
    this.#thread =
      file === undefined
        ? null
        : new WorkerClient(() => threadPeer(new Worker(file, { resourceLimits })), {
            name: 'the parquet reader'
          })
  }

  /** As `lookAtParquet`. */
  look = (path: string): Promise<ParquetShape> =>
    this.#ask({ type: 'look', path }) as Promise<ParquetShape>

  /** As `readParquetGroup`. */
  group = (path: string, group: number, columns: string[]): Promise<ParquetRow[]> =>
    this.#ask({ type: 'group', path, group, columns }) as Promise<ParquetRow[]>

  #ask = (request: ParquetRequest): Promise<unknown> =>
    this.#thread ? this.#thread.ask(request) : answerParquet(request)

  async close(): Promise<void> {
    await this.#thread?.close()
  }
}
