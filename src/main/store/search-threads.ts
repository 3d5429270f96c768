import { availableParallelism } from 'node:os'
import {
  MessageChannel,
  receiveMessageOnPort,
  type MessagePort,
  type Worker
} from 'node:worker_threads'
import { openForReading, type ReadDb, type SqlValue } from './connection'
import { markRows } from './mark-rows'
import type { Marks } from './marks'

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
/** Answer of a thread that has marked its part. */
const DONE = 'done'
/** Longest wait for a thread in milliseconds; then its part is done here. */
const PATIENCE_MS = 10_000

/** A query of ids between `:from` and `:to`. */
interface Search {
  sql: string
  params: Record<string, SqlValue>
}

/** What one thread does: `marks` lie in shared memory. */
type Part = Search & { from: number; to: number; marks: Marks }

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
      markPart(db, part)
      port.postMessage(DONE)
    } catch {
      port.postMessage(null)
    }
    tell()
  })
  tell()
}

/** Marks the ids that `search` finds up to `newestId`. */
export function markFound(db: ReadDb, search: Search, newestId: number): Marks {
  const marks = new Uint8Array(new SharedArrayBuffer(newestId + 1))
  const threads = newestId < WORTH ? [] : (threadsOf.get(db)?.() ?? [])
  const free = threads.filter(({ state }) => Atomics.load(state, 0) === STATE.ready)
  const size = Math.ceil(newestId / (free.length + 1))
  const part = (place: number): Part => ({
    ...search,
    marks,
    from: place * size + 1,
    to: Math.min(newestId, (place + 1) * size)
  })
  free.forEach(({ port, state }, place) => {
    // An answer that nobody waited for: it came too late, or this thread's own part failed.
    while (receiveMessageOnPort(port));
    Atomics.store(state, 0, STATE.busy)
    port.postMessage(part(place + 1))
  })
  markPart(db, part(0))
  free.forEach((thread, place) => {
    if (!isDone(thread)) markPart(db, part(place + 1))
  })
  return marks
}

/** Whether a thread has marked its part; not where it failed or takes too long. */
function isDone({ port, state }: SearchThread): boolean {
  Atomics.wait(state, 0, STATE.busy, PATIENCE_MS)
  return receiveMessageOnPort(port)?.message === DONE
}

const markPart = (db: ReadDb, { sql, params, from, to, marks }: Part): void =>
  markRows(db, marks, sql, { ...params, from, to })
