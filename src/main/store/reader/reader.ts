import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors'
import { threadPeer, WorkerClient, type Peer } from '../../base/process/worker-client'
import { answerQuery, openListing, type Listing } from './reader-answers'
import { placeOf, type ReadDb } from '../core/connection'
import type { Viewer } from '../core/viewer'
import { ViewerConnections } from '../core/viewer-connections'
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
  /** The same, of what a viewer may see; its `close` does nothing. */
  seenBy(viewer: Viewer): Reader
  close(): Promise<void>
}

/** What the thread is asked. Of a listing it gives some rows, null at its end; `end` it only hears. */
export type ReaderRequest =
  | { type: 'ask'; query: keyof Queries; args: unknown[]; viewer: Viewer | null }
  | {
      type: 'open'
      listing: number
      name: keyof Listings
      args: unknown[]
      viewer: Viewer | null
    }
  | { type: 'next' | 'end'; listing: number }

/** What the thread begins with. */
export interface ReaderStart {
  role: 'reader'
  root: string
  file: string
}

/** A thread that reads; `threadFile` is the built `reader-thread.ts`. */
class ReaderThread implements Reader {
  readonly #thread: WorkerClient<ReaderRequest>
  #listings = 0

  seenBy(viewer: Viewer): Reader {
    return {
      ask: (query, ...args) => this.#ask(viewer, query, args),
      rows: (name, ...args) => this.#rows(viewer, name, args),
      seenBy: (other) => this.seenBy(other),
      close: () => Promise.resolve()
    }
  }

  constructor(db: ReadDb, threadFile: string) {
    const start = (): Peer => {
      const { root, file } = placeOf(db)
      const workerData: ReaderStart = { role: 'reader', root, file }
      return threadPeer(new Worker(threadFile, { workerData }))
    }
    const closed = () => new AppError('library.none-open')
    this.#thread = new WorkerClient(start, { name: 'the reader thread', closed })
  }

  ask<Name extends keyof Queries>(
    query: Name,
    ...args: Behind<Queries[Name]>
  ): Promise<ReturnType<Queries[Name]>> {
    return this.#ask(null, query, args)
  }

  rows<Name extends keyof Listings>(
    name: Name,
    ...args: Behind<Listings[Name]>
  ): AsyncGenerator<RowOf<Listings[Name]>[], void> {
    return this.#rows(null, name, args)
  }

  async #ask<Name extends keyof Queries>(
    viewer: Viewer | null,
    query: Name,
    args: unknown[]
  ): Promise<ReturnType<Queries[Name]>> {
    const answer = await this.#thread.ask({ type: 'ask', query, args, viewer })
    return answer as ReturnType<Queries[Name]>
  }

  async *#rows<Name extends keyof Listings>(
    viewer: Viewer | null,
    name: Name,
    args: unknown[]
  ): AsyncGenerator<RowOf<Listings[Name]>[], void> {
    const listing = ++this.#listings
    try {
      let rows = await this.#thread.ask({ type: 'open', listing, name, args, viewer })
      while (rows !== null) {
        yield rows as RowOf<Listings[Name]>[]
        rows = await this.#thread.ask({ type: 'next', listing })
      }
    } finally {
      this.#thread.tell({ type: 'end', listing })
    }
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

/** Reads on the caller's own thread: for what has no other, such as tests of a single function. */
class DirectReader implements Reader {
  readonly #db: ReadDb
  readonly #viewers: ViewerConnections

  constructor(db: ReadDb) {
    this.#db = db
    this.#viewers = new ViewerConnections(db)
  }

  seenBy(viewer: Viewer): Reader {
    return new DirectReader(this.#viewers.of(viewer))
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
    this.#viewers.close()
    return Promise.resolve()
  }
}

/** A reader of the library that `db` reads: a thread, or none where there is no file for it. */
export const openReader = (db: ReadDb, threadFile: string | undefined): Reader =>
  threadFile === undefined ? new DirectReader(db) : new ReaderThread(db, threadFile)
