import { join } from 'node:path'
import { all, placeOf, value, type ReadDb } from '../core/connection'
import { readRange } from './embedding-file'
import type { EmbeddingSet } from './embedding-sets'

/** Steps of a component on either side of zero. */
const STEPS = 127
/** Those of the vector that is compared: sums of products stay below 2³¹ up to 8,000 components. */
const QUERY_STEPS = 2047

/**
 * Vectors of unit length in a byte per component: a quarter of the memory of float32, which makes a
 * comparison with 100,000 of them two to three times as fast. A cosine is off by about 0.001.
 */
export interface PackedVectors {
  dim: number
  rows: number
  /** Row-major [rows, dim]. */
  steps: Int8Array
  /** What a step of each row is worth. */
  scales: Float32Array
}

/** The rows of a set that were read last, by the connection: a library uses one encoder at a time. */
const keptFor = new WeakMap<ReadDb, { setId: number; vectors: PackedVectors }>()
/** Bytes of float32 that are read together. */
const READ_BYTES = 2 ** 24

/** The set's vectors, read once; those that came since are read behind them. Throws what reading the file throws. */
export function packedVectors(
  db: ReadDb,
  { id, dim, file, row_count: rows }: EmbeddingSet
): PackedVectors {
  const before = keptFor.get(db)
  const known = before?.setId === id ? before.vectors : null
  if (known?.rows === rows) return known
  const vectors: PackedVectors = {
    dim,
    rows,
    steps: new Int8Array(rows * dim),
    scales: new Float32Array(rows)
  }
  if (known) {
    vectors.steps.set(known.steps)
    vectors.scales.set(known.scales)
  }
  packRows(vectors, join(placeOf(db).root, 'embeddings', file), known?.rows ?? 0)
  keptFor.set(db, { setId: id, vectors })
  return vectors
}

function packRows(vectors: PackedVectors, path: string, from: number): void {
  const { dim, rows } = vectors
  const together = Math.max(1, Math.floor(READ_BYTES / (dim * 4)))
  for (let first = from; first < rows; first += together) {
    const count = Math.min(together, rows - first)
    const some = readRange(path, { first, count }, dim)
    for (let row = 0; row < count; row += 1) {
      packRow(vectors, first + row, some.subarray(row * dim, (row + 1) * dim))
    }
  }
}

function packRow({ dim, steps, scales }: PackedVectors, row: number, values: Float32Array): void {
  let squares = 0
  let largest = 0
  for (const value of values) {
    squares += value * value
    largest = Math.max(largest, Math.abs(value))
  }
  if (largest === 0) return
  for (let i = 0; i < dim; i += 1) {
    steps[row * dim + i] = Math.round(((values[i] ?? 0) / largest) * STEPS)
  }
  scales[row] = largest / STEPS / Math.sqrt(squares)
}

/** Writes a row into `into` [dim], of unit length. */
export function unpackRow(
  { dim, steps, scales }: PackedVectors,
  row: number,
  into: Float32Array
): void {
  const scale = scales[row] ?? 0
  for (let i = 0; i < dim; i += 1) into[i] = (steps[row * dim + i] ?? 0) * scale
}

/** Compares rows with `query` [dim], of any length: gives a row's cosine. */
export function cosineTo(
  { dim, steps, scales }: PackedVectors,
  query: Float32Array
): (row: number) => number {
  const length = Math.hypot(...query)
  const largest = query.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) return () => 0
  const wanted = Int32Array.from(query, (value) => Math.round((value / largest) * QUERY_STEPS))
  const scale = largest / QUERY_STEPS / length
  return (row) => {
    // Four sums at a time, of whole numbers: the processor works at them side by side.
    let [a, b, c, d] = [0, 0, 0, 0]
    const start = row * dim
    const even = dim - (dim % 4)
    for (let i = 0; i < even; i += 4) {
      const at = start + i
      a = (a + Math.imul(steps[at] ?? 0, wanted[i] ?? 0)) | 0
      b = (b + Math.imul(steps[at + 1] ?? 0, wanted[i + 1] ?? 0)) | 0
      c = (c + Math.imul(steps[at + 2] ?? 0, wanted[i + 2] ?? 0)) | 0
      d = (d + Math.imul(steps[at + 3] ?? 0, wanted[i + 3] ?? 0)) | 0
    }
    for (let i = even; i < dim; i += 1) a += Math.imul(steps[start + i] ?? 0, wanted[i] ?? 0)
    return (a + b + c + d) * scale * (scales[row] ?? 0)
  }
}

interface Rows {
  stamp: string
  /** The row of each image by its id, -1 where it has none. */
  rowOf: Int32Array
}
const rowsFor = new WeakMap<ReadDb, Rows>()

/**
 * The row of each image, by its id. `images` differs when the library has other images than before;
 * an import may also give an image other content.
 */
export function vectorRows(db: ReadDb, set: EmbeddingSet, images: string): Int32Array {
  const imports = value<string>(
    db,
    `SELECT concat_ws(' ', count(*), max(id), sum(state = 'done')) FROM import`
  )
  const stamp = [set.id, set.row_count, images, imports].join(' ')
  const before = rowsFor.get(db)
  if (before?.stamp === stamp) return before.rowOf
  const found = all<{ id: number; row: number }>(
    db,
    `SELECT image.id, row_index AS row FROM image
     JOIN embedding ON embedding.key = content_hash AND set_id = ?`,
    set.id
  )
  const newest = found.reduce((most, { id }) => Math.max(most, id), 0)
  const rowOf = new Int32Array(newest + 1).fill(-1)
  for (const { id, row } of found) rowOf[id] = row
  rowsFor.set(db, { stamp, rowOf })
  return rowOf
}
