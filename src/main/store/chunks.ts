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
  let done = 0
  while (done < items.length) {
    const end = performance.now() + CHUNK_MS
    const chunk = mutate(db, actor, (mutation) => {
      let written = 0
      for (const item of walk(items, done)) {
        write(mutation, item)
        written += 1
        if (performance.now() >= end) break
      }
      return written
    })
    done += chunk
    onProgress?.(done)
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted) throw new AppError('engine.cancelled')
  }
}

/** The items from index `start` on. */
function* walk<T>(items: readonly T[], start: number): Generator<T> {
  for (let index = start; index < items.length; index += 1) yield items[index] as T
}
