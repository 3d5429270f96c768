import { AppError } from '../../../shared/errors'
import { closeDb, openForReading, placeOf, viewerOf, type ReadDb } from '../core/connection'
import { readerListings, readerQueries } from './reader-queries'

/** Rows of a listing that are handed over together: a millisecond of work for who takes them. */
const ROWS = 500
/** Longest time they are collected for, so that other questions are answered between. */
const MAX_MS = 8

export function answerQuery(
  db: ReadDb,
  query: keyof typeof readerQueries,
  args: readonly unknown[]
): unknown {
  return (readerQueries[query] as (db: ReadDb, ...args: readonly unknown[]) => unknown)(db, ...args)
}

/** A listing under way. */
export interface Listing {
  /** The next rows, or null at the end. */
  next(): unknown[] | null
  end(): void
}

/** Begins a listing on a connection of its own, so that other questions can be answered between. */
export function openListing(
  db: ReadDb,
  listing: keyof typeof readerListings,
  args: readonly unknown[]
): Listing {
  const own = ownConnection(db)
  const list = readerListings[listing] as (
    db: ReadDb,
    ...args: readonly unknown[]
  ) => IterableIterator<unknown>
  const rows = list(own, ...args)
  return {
    next() {
      const some: unknown[] = []
      const end = performance.now() + MAX_MS
      while (some.length < ROWS && (some.length === 0 || performance.now() < end)) {
        const row = rows.next()
        if (row.done) break
        some.push(row.value)
      }
      return some.length > 0 ? some : null
    },
    end() {
      rows.return?.()
      if (own !== db) closeDb(own)
    }
  }
}

/** A second connection to the library, or the same one where its files are not found any more. */
function ownConnection(db: ReadDb): ReadDb {
  const place = placeOf(db)
  try {
    place.requireThere?.()
    return openForReading(place, viewerOf(db))
  } catch (error) {
    // Nothing is written then, so that the listing is of one state all the same.
    if (error instanceof AppError && error.code === 'library.gone') return db
    throw error
  }
}
