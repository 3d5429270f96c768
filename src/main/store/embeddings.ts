import { join } from 'node:path'
import type { ErrorInfo } from '../../shared/domain'
import type { PictureRef, SentenceRef } from '../../shared/engine-protocol'
import { all, get, run, transaction, type ReadDb, type WriteDb } from './connection'
import { readRows, writeRows } from './embedding-file'
import { embeddingInputs, findEmbeddingSet, type EmbeddingKind } from './embedding-sets'
import type { Library } from './library'
import { fromStoredPath } from './paths'

/** What of a registered CLIP model decides its embeddings. */
export interface EmbeddingModel {
  weightsHash: string
}

/**
 * What an embedding is kept under: the hash of the picture's content or of the sentence. It is
 * taken when the input is listed, so that a text edited meanwhile never gets the old one's vector.
 */
export interface EmbeddingKey {
  key: string
}

/**
 * One picture for each content that has no embedding yet; those that failed before are among them.
 */
export function listMissingImages(
  library: Library,
  model: EmbeddingModel
): (PictureRef & EmbeddingKey)[] {
  const missing = listMissing<PictureRef>(library.read, model, 'image', 'path')
  return missing.map((row) => ({ ...row, path: fromStoredPath(library.read, row.path) }))
}

/** One English sentence for each text that has no embedding yet; `id` is a pair's. */
export function listMissingSentences(
  library: Library,
  model: EmbeddingModel
): (SentenceRef & EmbeddingKey)[] {
  return listMissing<SentenceRef>(library.read, model, 'sentence', 'english AS text')
}

/** The first row of each key that has no embedding. */
function listMissing<Row>(
  db: ReadDb,
  model: EmbeddingModel,
  kind: EmbeddingKind,
  columns: string
): (Row & EmbeddingKey)[] {
  const { table, key, admitted } = embeddingInputs[kind]
  const rows = all<Row & EmbeddingKey>(
    db,
    `SELECT id, ${columns}, ${table}.${key} AS key FROM ${table}
     LEFT JOIN embedding ON set_id = ? AND embedding.key = ${table}.${key}
     WHERE ${admitted} AND embedding.key IS NULL ORDER BY id`,
    findEmbeddingSet(db, model.weightsHash, kind)?.id ?? 0
  )
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.key) && seen.add(row.key))
}

/**
 * Keeps embeddings under `keys`: `values` is row-major [keys.length, dim]. The rows are written
 * behind the last one that the index knows and flushed, then the index follows in one transaction:
 * a crash in between leaves bytes that the next call writes over. What is kept is passed over.
 */
export function storeEmbeddings(
  library: Library,
  model: EmbeddingModel,
  kind: EmbeddingKind,
  keys: readonly string[],
  values: Float32Array,
  dim: number
): void {
  if (values.length !== keys.length * dim) {
    throw new RangeError(`${values.length} values are not ${keys.length} rows of ${dim}.`)
  }
  const { write: db } = library
  const set =
    findEmbeddingSet(db, model.weightsHash, kind) ?? insertSet(db, model.weightsHash, kind, dim)
  if (set.dim !== dim) throw new RangeError(`Embeddings of width ${dim} do not fit ${set.dim}.`)
  const fresh = [...new Map(keys.map((key, row) => [key, row]))].filter(
    ([key]) => !get(db, 'SELECT 1 FROM embedding WHERE set_id = ? AND key = ?', set.id, key)
  )
  if (fresh.length === 0) return
  const rows = new Float32Array(fresh.length * dim)
  for (const [place, [, row]] of fresh.entries()) {
    rows.set(values.subarray(row * dim, (row + 1) * dim), place * dim)
  }
  const position = set.row_count * dim * rows.BYTES_PER_ELEMENT
  writeRows(join(library.root, 'embeddings', set.file), rows, position)
  transaction(db, () => {
    for (const [place, [key]] of fresh.entries()) {
      run(
        db,
        'INSERT INTO embedding (set_id, key, row_index) VALUES (?, ?, ?)',
        set.id,
        key,
        set.row_count + place
      )
      run(
        db,
        'DELETE FROM embedding_failure WHERE weights_hash = ? AND kind = ? AND key = ?',
        model.weightsHash,
        kind,
        key
      )
    }
    run(db, 'UPDATE embedding_set SET row_count = row_count + ? WHERE id = ?', fresh.length, set.id)
  })
}

/** Notes why an input could not be embedded; the next embed job tries it again. */
export function markEmbeddingFailed(
  library: Library,
  model: EmbeddingModel,
  kind: EmbeddingKind,
  key: string,
  error: ErrorInfo
): void {
  run(
    library.write,
    `INSERT OR REPLACE INTO embedding_failure (weights_hash, kind, key, error, at)
     VALUES (?, ?, ?, ?, ?)`,
    model.weightsHash,
    kind,
    key,
    JSON.stringify(error),
    Date.now()
  )
}

/**
 * The kept embeddings of the images or pairs `ids`: `values` is row-major [found.length, dim], one
 * row for each id of `found`, which is `ids` without those that have none. It reads synchronously;
 * ask for some thousand at a time.
 */
export function readEmbeddings(
  library: Library,
  model: EmbeddingModel,
  kind: EmbeddingKind,
  ids: readonly number[]
): { values: Float32Array; found: number[]; dim: number } {
  const { read: db } = library
  const set = findEmbeddingSet(db, model.weightsHash, kind)
  if (!set) return { values: new Float32Array(0), found: [], dim: 0 }
  const { table, key } = embeddingInputs[kind]
  const kept = ids.flatMap((id) => {
    const row = get<{ row: number }>(
      db,
      `SELECT row_index AS row FROM ${table}
       JOIN embedding ON embedding.key = ${table}.${key} AND set_id = ? WHERE ${table}.id = ?`,
      set.id,
      id
    )
    return row ? [{ id, row: row.row }] : []
  })
  const rows = kept.map(({ row }) => row)
  const values =
    rows.length > 0
      ? readRows(join(library.root, 'embeddings', set.file), rows, set.dim)
      : new Float32Array(0)
  return { values, found: kept.map(({ id }) => id), dim: set.dim }
}

function insertSet(db: WriteDb, weightsHash: string, kind: EmbeddingKind, dim: number) {
  const file = `${kind}-${weightsHash.slice(0, 16)}.f32`
  const { lastId } = run(
    db,
    'INSERT INTO embedding_set (weights_hash, kind, dim, file) VALUES (?, ?, ?, ?)',
    weightsHash,
    kind,
    dim,
    file
  )
  return { id: lastId, dim, file, row_count: 0 }
}
