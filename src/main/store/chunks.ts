import { AppError } from '../../shared/errors'
import type { WriteDb } from './connection'
import { mutate, type Mutation } from './history'

/** Longest time in milliseconds that one chunk keeps the thread; half of a frame. */
const CHUNK_MS = 8

export interface ChunkOptions {
  signal?: AbortSignal | undefined
  /** Called after each chunk with the number of items written so far. */
  onProgress?: ((done: number) => void) | undefined
}

/**
 * Writes many items in transactions of a few milliseconds each, and lets the process do other
 * things between them. Throws `engine.cancelled` between two chunks; what is written stays.
 */
export async function mutateInChunks<T>(
  db: WriteDb,
  actor: string,
  items: readonly T[],
  write: (mutation: Mutation, item: T) => void,
  { signal, onProgress }: ChunkOptions = {}
): Promise<void> {
  const rest = items.values()
  let done = 0
  while (done < items.length) {
    const end = performance.now() + CHUNK_MS
    mutate(db, actor, (mutation) => {
      // Leaving the loop leaves the iterator of an array where it is; the next chunk goes on there.
      for (const item of rest) {
        write(mutation, item)
        done += 1
        if (performance.now() >= end) break
      }
    })
    onProgress?.(done)
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted) throw new AppError('engine.cancelled')
  }
}
