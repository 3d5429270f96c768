import { all, get, type ReadDb } from './connection'

/** Whose an embedding is: what it is kept under. */
export interface EmbeddingOwner {
  kind: 'image' | 'sentence'
  key: string
}

/** The picture of a name, in either Unicode normal form; null where the library has none. */
export function findImageOwner(db: ReadDb, name: string): EmbeddingOwner | null {
  for (const form of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    const sql = 'SELECT content_hash AS key FROM image WHERE name = ? ORDER BY id LIMIT 1'
    const image = get<{ key: string }>(db, sql, form)
    if (image) return { kind: 'image', key: image.key }
  }
  return null
}

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

/** The picture names or English sentences behind `after` that have an embedding in the set. */
export function pageEmbedded(
  db: ReadDb,
  kind: EmbeddingOwner['kind'],
  setId: number,
  after: number,
  limit: number
): { seq: number; name: string }[] {
  const sql =
    kind === 'image'
      ? `SELECT image.id AS seq, name FROM image
         JOIN embedding ON set_id = ? AND embedding.key = content_hash
         WHERE image.id > ? ORDER BY image.id LIMIT ?`
      : `SELECT pair.id AS seq, english AS name FROM pair
         JOIN embedding ON set_id = ? AND embedding.key = english_hash
         WHERE pair.id > ? ORDER BY pair.id LIMIT ?`
  return all(db, sql, setId, after, limit)
}
