import { run, type WriteDb } from './connection'

const INDEXES = ['image_text', 'image_name', 'pair_text']

/** Pages that are written for each index at most: about a millisecond of work. */
const PAGES = 16

/**
 * Puts the pieces of the text indexes together, a little at a time: each transaction adds a piece,
 * and a search looks through all of them. FTS5 would do so by itself at the end of some
 * transactions, up to 30 ms at a time; `db/0200-text-merges.sql` tells it not to.
 */
export function mergeText(db: WriteDb): void {
  for (const name of INDEXES) {
    run(db, `INSERT INTO ${name} (${name}, rank) VALUES ('merge', ${PAGES})`)
  }
}
