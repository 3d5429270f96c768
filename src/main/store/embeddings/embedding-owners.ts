import { all, get, type ReadDb } from '../core/connection'
import { imagesNamed } from '../images/export-names'

/** Whose an embedding is: what it is kept under. */
export interface EmbeddingOwner {
  kind: 'image' | 'sentence'
  key: string
}

/**
 * The image of a name, in either Unicode normal form; null where the library has none, or several
 * of different content.
 */
export function findImageOwner(db: ReadDb, name: string): EmbeddingOwner | null {
  for (const form of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    const [key, ...others] = new Set(imagesNamed(db, form).map(({ id }) => contentOf(db, id)))
    if (key !== undefined) return others.length > 0 ? null : { kind: 'image', key }
  }
  return null
}

const contentOf = (db: ReadDb, id: number): string | undefined =>
  get<{ key: string }>(db, 'SELECT content_hash AS key FROM image WHERE id = ?', id)?.key

/** The pairs behind `after`: the Vietnamese side, and the key of the English one's embedding. */
export function pageSentences(
  db: ReadDb,
  after: number,
  limit: number
): { seq: number; target: string; key: string }[] {
  return all(
    db,
    `SELECT id AS seq, vietnamese AS target, english_hash AS key FROM pair
     WHERE id > ? ORDER BY id LIMIT ?`,
    after,
    limit
  )
}

/** The images or English sentences behind `after` that have an embedding in the set. */
export function pageEmbedded(
  db: ReadDb,
  kind: EmbeddingOwner['kind'],
  setId: number,
  after: number,
  limit: number
): { seq: number; name: string; path: string | null }[] {
  const sql =
    kind === 'image'
      ? `SELECT image.id AS seq, name, path FROM image
         JOIN embedding ON set_id = ? AND embedding.key = content_hash
         WHERE image.id > ? ORDER BY image.id LIMIT ?`
      : `SELECT pair.id AS seq, english AS name, NULL AS path FROM pair
         JOIN embedding ON set_id = ? AND embedding.key = english_hash
         WHERE pair.id > ? ORDER BY pair.id LIMIT ?`
  return all(db, sql, setId, after, limit)
}
