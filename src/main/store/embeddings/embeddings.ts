import { join } from 'node:path'
import type { Encoder, ErrorInfo } from '../../../shared/domain'
import type { ImageRef, SentenceRef } from '../../../shared/engine-protocol'
import { all, get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import { readRows, writeRows } from './embedding-file'
import {
  embeddingInputs,
  findEmbeddingSet,
  type EmbeddingKind,
  type EmbeddingModel,
  type EmbeddingSet
} from './embedding-sets'
import type { Library } from '../core/library'
import { fromStoredPath } from '../core/paths'

/**
 * What an embedding is kept under: the hash of the image's content or of the sentence. It is
 * taken when the input is listed, so that a text edited meanwhile never gets the old one's vector.
 */
export interface EmbeddingKey {
  key: string
}

/**
 * One image for each content that has no embedding yet; those that failed before are among them.
 */
export function listMissingImages(
  library: Library,
  model: EmbeddingModel
): (ImageRef & EmbeddingKey)[] {
  const missing = listMissing<ImageRef>(library.read, model, 'image', 'path')
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
    findEmbeddingSet(db, model, kind)?.id ?? 0
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
  if (!values.every(Number.isFinite)) throw new RangeError('A vector holds no finite number.')
  const { write: db } = library
  const encoder = encoderOf(model, kind)
  const set = findEmbeddingSet(db, model, kind) ?? insertSet(db, encoder, kind, dim)
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
  transaction(db, () => {
    writeRows(join(library.root, 'embeddings', set.file), rows, position)
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
        'DELETE FROM embedding_failure WHERE encoder = ? AND kind = ? AND key = ?',
        encoder.key,
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
    `INSERT OR REPLACE INTO embedding_failure (encoder, kind, key, error, at)
     VALUES (?, ?, ?, ?, ?)`,
    encoderOf(model, kind).key,
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
  return readFromSet(library, findEmbeddingSet(library.read, model, kind), kind, ids)
}

/** As `readEmbeddings`, from a set that is known. */
export function readFromSet(
  library: Library,
  set: EmbeddingSet | undefined,
  kind: EmbeddingKind,
  ids: readonly number[]
): { values: Float32Array; found: number[]; dim: number } {
  const { read: db } = library
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

/** What makes the model's vectors; whoever makes or keeps some has looked at its files before. */
function encoderOf({ encoders }: EmbeddingModel, kind: EmbeddingKind): Encoder {
  const encoder = encoders[kind]
  if (!encoder) throw new RangeError(`It is not known what makes the model's ${kind} vectors.`)
  return encoder
}

function insertSet(db: WriteDb, { key, description }: Encoder, kind: EmbeddingKind, dim: number) {
  const file = `${kind}-${key.slice(0, 16)}.f32`
  const { lastId } = run(
    db,
    'INSERT INTO embedding_set (encoder, description, kind, dim, file) VALUES (?, ?, ?, ?, ?)',
    key,
    description,
    kind,
    dim,
    file
  )
  return { id: lastId, dim, file, row_count: 0 }
}
