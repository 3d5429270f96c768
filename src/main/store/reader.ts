import { Worker } from 'node:worker_threads'
import type { ErrorInfo } from '../../shared/domain'
import { AppError, fromErrorInfo, toErrorInfo } from '../../shared/errors'
import { answerQuery, openListing, type Listing } from './reader-answers'
import { databaseOf, type ReadDb } from './connection'
import type { readerListings, readerQueries } from './reader-queries'

type Queries = typeof readerQueries
type Listings = typeof readerListings
type Behind<F> = F extends (db: ReadDb, ...args: infer Args) => unknown ? Args : never
type RowOf<F> = F extends (db: ReadDb, ...args: never[]) => Iterable<infer Row> ? Row : never

/** Answers what may take long, on a connection of its own. */
export interface Reader {
  /** The answer to one of `readerQueries`; rejects as the query throws. */
  ask<Name extends keyof Queries>(
    query: Name,
    ...args: Behind<Queries[Name]>
  ): Promise<ReturnType<Queries[Name]>>
  /** The rows of one of `readerListings`, some hundreds at a time, all of one state of the library. */
  rows<Name extends keyof Listings>(
    listing: Name,
    ...args: Behind<Listings[Name]>
  ): AsyncGenerator<RowOf<Listings[Name]>[], void>
  close(): Promise<void>
}

/** What the thread is told. */
export type ReaderRequest =
  | { type: 'ask'; id: number; query: keyof Queries; args: unknown[] }
  | { type: 'open'; id: number; listing: keyof Listings; args: unknown[] }
  | { type: 'next'; id: number }
  | { type: 'end'; id: number }

/** What the thread answers; rows are null at the end of a listing. */
export type ReaderReply = { id: number; answer: unknown } | { id: number; error: ErrorInfo }

/** What the thread begins with. */
export interface ReaderStart {
  role: 'reader'
  root: string
  file: string
  /** The built thread itself, for those that search beside it. */
  threadFile: string
}

type Pending = (reply: ReaderReply) => void

/**
 * A thread that reads, started with the first question. `threadFile` is the built
 * `reader-thread.ts`. When the thread dies its questions are rejected, and the next starts another.
 */
class ReaderThread implements Reader {
  readonly #db: ReadDb
  readonly #threadFile: string
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #asked = 0
  #closed = false

  constructor(db: ReadDb, threadFile: string) {
    this.#db = db
    this.#threadFile = threadFile
  }

  async ask<Name extends keyof Queries>(
    query: Name,
    ...args: Behind<Queries[Name]>
  ): Promise<ReturnType<Queries[Name]>> {
    const answer = await this.#send({ type: 'ask', id: ++this.#asked, query, args })
    return answer as ReturnType<Queries[Name]>
  }

  async *rows<Name extends keyof Listings>(
    listing: Name,
    ...args: Behind<Listings[Name]>
  ): AsyncGenerator<RowOf<Listings[Name]>[], void> {
    const id = ++this.#asked
    try {
      let rows = await this.#send({ type: 'open', id, listing, args })
      while (rows !== null) {
        yield rows as RowOf<Listings[Name]>[]
        rows = await this.#send({ type: 'next', id })
      }
    } finally {
      this.#worker?.postMessage({ type: 'end', id } satisfies ReaderRequest)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #send(request: ReaderRequest): Promise<unknown> {
    if (this.#closed) return Promise.reject(new AppError('library.none-open'))
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, (reply) => {
        if ('error' in reply) reject(fromErrorInfo(reply.error))
        else resolve(reply.answer)
      })
      worker.postMessage(request)
    })
  }

  #start(): Worker {
    const threadFile = this.#threadFile
    const { root } = this.#db
    const file = databaseOf(this.#db).name
    const workerData: ReaderStart = { role: 'reader', root, file, threadFile }
    const worker = new Worker(threadFile, { workerData })
    let reason = new Error('the reader thread ended')
    worker.on('message', (reply: ReaderReply) => {
      const settle = this.#pending.get(reply.id)
      this.#pending.delete(reply.id)
      settle?.(reply)
    })
    worker.on('error', (error) => (reason = error))
    worker.on('exit', () => {
      this.#worker = null
      const error = toErrorInfo(this.#closed ? new AppError('library.none-open') : reason)
      for (const [id, settle] of this.#pending) settle({ id, error })
      this.#pending.clear()
    })
    return worker
  }
}

/** Reads on the caller's own thread: for what has no other, such as tests of a single function. */
class DirectReader implements Reader {
  readonly #db: ReadDb

  constructor(db: ReadDb) {
    this.#db = db
  }

  async ask<Name extends keyof Queries>(
    query: Name,
    ...args: Behind<Queries[Name]>
  ): Promise<ReturnType<Queries[Name]>> {
    await Promise.resolve()
    return answerQuery(this.#db, query, args) as ReturnType<Queries[Name]>
  }

  async *rows<Name extends keyof Listings>(
    listing: Name,
    ...args: Behind<Listings[Name]>
  ): AsyncGenerator<RowOf<Listings[Name]>[], void> {
    await Promise.resolve()
    const rows: Listing = openListing(this.#db, listing, args)
    try {
      for (let some = rows.next(); some !== null; some = rows.next()) {
        yield some as RowOf<Listings[Name]>[]
      }
    } finally {
      rows.end()
    }
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** A reader of the library that `db` reads: a thread, or none where there is no file for it. */
export const openReader = (db: ReadDb, threadFile: string | undefined): Reader =>
  threadFile === undefined ? new DirectReader(db) : new ReaderThread(db, threadFile)
