import { run, type WriteDb } from '../core/connection'
import { nameWords } from '../search/search-text'

/** Enters an image's name into the index that filters look names up in. */
export function indexImageName(db: WriteDb, id: number, name: string): void {
  run(db, 'INSERT OR REPLACE INTO image_name (rowid, words) VALUES (?, ?)', id, nameWords(name))
}
