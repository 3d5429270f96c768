import { availableParallelism } from 'node:os'
import {
  MessageChannel,
  receiveMessageOnPort,
  type MessagePort,
  type Worker
} from 'node:worker_threads'
import { numbers, openForReading, type ReadDb, type SqlValue } from './connection'

/**
 * Threads that look through a part of all images each, beside the reader thread: SQLite's text
 * index works on one thread alone. The reader waits for them without letting anything else in, as
 * for a query of its own.
 */

/** What a thread begins with. */
export interface SearchStart {
  root: string
  file: string
  port: MessagePort
  /** One of `STATE`, shared. */
  state: Int32Array
}

/** A thread is away until it has opened the library, and again when it has failed. */
const STATE = { away: 0, ready: 1, busy: 2 } as const

/** Most threads beside the reader: more of them wait for memory. */
const MOST_THREADS = 3
/** Below so many images one thread is done before others have heard of it. */
const WORTH = 20_000
/** Longest wait for a thread in milliseconds; then its part is done here. */
const PATIENCE_MS = 10_000

/** A query of ids between `:from` and `:to`. */
interface Search {
  sql: string
  params: Record<string, SqlValue>
}

type Part = Search & { from: number; to: number }

type SearchThread = Pick<SearchStart, 'port' | 'state'>

/** Starts a thread that calls `serveSearches` with `data`. */
type StartThread = (data: SearchStart, transfer: MessagePort[]) => Worker

/** The threads of a connection, once there is enough to search. */
const threadsOf = new WeakMap<ReadDb, () => SearchThread[]>()

/** Lets searches of `db` have threads, which end with this one. */
export function allowSearchThreads(
  db: ReadDb,
  library: Pick<SearchStart, 'root' | 'file'>,
  start: StartThread
): void {
  let threads: SearchThread[] | null = null
  threadsOf.set(db, () => (threads ??= startThreads(library, start)))
}

function startThreads(
  { root, file }: Pick<SearchStart, 'root' | 'file'>,
  start: StartThread
): SearchThread[] {
  const count = Math.min(MOST_THREADS, availableParallelism() - 1)
  return Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel()
    const state = new Int32Array(new SharedArrayBuffer(4))
    const worker = start({ root, file, port: port2, state }, [port2])
    port1.unref()
    worker.unref()
    // The library's own errors show in what the reader asks itself.
    worker.on('error', () => Atomics.store(state, 0, STATE.away))
    return { port: port1, state }
  })
}

/** In a thread: answers one part after the other. */
export function serveSearches({ root, file, port, state }: SearchStart): void {
  const db = openForReading(root, file)
  const tell = () => {
    Atomics.store(state, 0, STATE.ready)
    Atomics.notify(state, 0)
  }
  port.on('message', (part: Part) => {
    try {
      const ids = Int32Array.from(idsOf(db, part))
      port.postMessage(ids, [ids.buffer])
    } catch {
      port.postMessage(null)
    }
    tell()
  })
  tell()
}

/** Ids that `search` finds up to `newestId`, in no order, some of them twice. */
export function searchIds(db: ReadDb, search: Search, newestId: number): Int32Array[] {
  const threads = newestId < WORTH ? [] : (threadsOf.get(db)?.() ?? [])
  const free = threads.filter(({ state }) => Atomics.load(state, 0) === STATE.ready)
  const size = Math.ceil(newestId / (free.length + 1))
  const part = (place: number): Part => ({
    ...search,
    from: place * size + 1,
    to: Math.min(newestId, (place + 1) * size)
  })
  free.forEach(({ port, state }, place) => {
    // An answer that nobody waited for: it came too late, or this thread's own part failed.
    while (receiveMessageOnPort(port));
    Atomics.store(state, 0, STATE.busy)
    port.postMessage(part(place + 1))
  })
  const own = Int32Array.from(idsOf(db, part(0)))
  const others = free.map(
    (thread, place) => answerOf(thread) ?? Int32Array.from(idsOf(db, part(place + 1)))
  )
  return [own, ...others]
}

/** What a thread has found; null where it failed or takes too long. */
function answerOf({ port, state }: SearchThread): Int32Array | null {
  Atomics.wait(state, 0, STATE.busy, PATIENCE_MS)
  const answer = receiveMessageOnPort(port) as { message: Int32Array | null } | undefined
  return answer?.message ?? null
}

const idsOf = (db: ReadDb, { sql, params, from, to }: Part): number[] =>
  numbers(db, sql, { ...params, from, to })
