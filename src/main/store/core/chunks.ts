import { AppError } from '../../../shared/errors'
import { holdChanges, unflushed, type WriteDb } from './connection'
import { mutate, newGroup, type ChangeGroup, type Mutation } from './history'
import { LogCopier } from './log-copier'

/** Longest time in milliseconds that a chunk is filled; its end takes as long again, or twice. */
const CHUNK_MS = 4
/** Chunks after which the log is copied into the database. */
const CHUNKS_A_COPY = 32

export interface ChunkOptions {
  signal?: AbortSignal | undefined
  /** Called after each chunk with the number of items written so far. */
  onProgress?: ((done: number) => void) | undefined
  /** What one undo takes back; each chunk by itself where it is not given. */
  group?: ChangeGroup | undefined
}

/**
 * Writes many items in transactions of a few milliseconds each, and lets the process do other
 * things between them. The disk is not waited for: a crash before the end takes an import back in
 * any case. Throws `engine.cancelled` between two chunks; what is written stays. The changes are
 * told once, at the end.
 */
export async function mutateInChunks<T>(
  db: WriteDb,
  actor: string,
  items: Iterable<T>,
  write: (mutation: Mutation, item: T) => void,
  { signal, onProgress, group }: ChunkOptions = {}
): Promise<void> {
  const rest = items[Symbol.iterator]()
  const log = new LogCopier(db)
  const tell = holdChanges(db)
  let next = rest.next()
  let done = 0
  try {
    for (let chunk = 1; !next.done; chunk += 1) {
      const end = performance.now() + CHUNK_MS
      unflushed(db, () =>
        mutate(
          db,
          actor,
          (mutation) => {
            while (!next.done && performance.now() < end) {
              write(mutation, next.value)
              done += 1
              next = rest.next()
            }
          },
          group ?? newGroup('edit')
        )
      )
      onProgress?.(done)
      await new Promise((resolve) => setImmediate(resolve))
      if (signal?.aborted) throw new AppError('engine.cancelled')
      if (chunk % CHUNKS_A_COPY === 0) await log.copy()
    }
  } finally {
    tell()
    await log.close()
  }
}
