import type { ImageFilter, MapColour } from '../../../shared/domain'
import { all, type ReadDb } from '../core/connection'
import type { EmbeddingSet } from '../embeddings/embedding-sets'
import { packedVectors, unpackRow, vectorRows } from '../embeddings/image-vectors'
import { admittedImages } from './image-order'

/** Vectors of unit length of some images: row-major [ids.length, dim]. */
export interface MapVectors {
  ids: number[]
  dim: number
  values: Float32Array
  /** How many images of the filter have one. */
  total: number
}

/** The vectors of the images that a filter admits, of at most `limit`, taken evenly by name. */
export function mapVectors(
  db: ReadDb,
  { set, filter, limit }: { set: EmbeddingSet; filter: ImageFilter; limit: number }
): MapVectors {
  const { names, marks, stamp } = admittedImages(db, filter)
  const rowOf = vectorRows(db, set, stamp)
  const vectors = packedVectors(db, set)
  const embedded = names.filter((id) => (rowOf[id] ?? -1) >= 0 && (!marks || marks[id] === 1))
  const count = Math.min(limit, embedded.length)
  const ids = Array.from(
    { length: count },
    (_, i) => embedded[Math.floor((i * embedded.length) / count)] ?? 0
  )
  const values = new Float32Array(count * set.dim)
  ids.forEach((id, i) =>
    unpackRow(vectors, rowOf[id] ?? 0, values.subarray(i * set.dim, (i + 1) * set.dim))
  )
  return { ids, dim: set.dim, values, total: embedded.length }
}

export interface ColourQuestion {
  ids: number[]
  by: MapColour
  jobId?: number | undefined
}

/** A value by image; where an image has several, the last one counts. */
const COLOURS: Record<MapColour, string> = {
  state: 'SELECT image.id, state AS value FROM wanted JOIN image ON image.id = wanted.value',
  split: 'SELECT image.id, split AS value FROM wanted JOIN image ON image.id = wanted.value',
  source: `SELECT image_id AS id, source AS value FROM wanted CROSS JOIN caption
    ON image_id = wanted.value ORDER BY position DESC, caption.id DESC`,
  annotator: `SELECT image_id AS id, actor AS value FROM wanted CROSS JOIN caption
      ON image_id = wanted.value
    CROSS JOIN revision ON entity = 'caption' AND entity_id = caption.id
    CROSS JOIN change_group ON change_group.id = group_id
    ORDER BY revision.id`,
  loss: `SELECT image_id AS id, worst_loss AS value FROM wanted CROSS JOIN evaluated_image
    ON image_id = wanted.value AND job_id = :job`
}

/** What images are coloured by, in their order; null where nothing is known. */
export function mapColours(
  db: ReadDb,
  { ids, by, jobId }: ColourQuestion
): (string | number | null)[] {
  const rows = all<{ id: number; value: string | number | null }>(
    db,
    `WITH wanted AS MATERIALIZED (SELECT value FROM json_each(:ids)) ${COLOURS[by]}`,
    { ids: JSON.stringify(ids), ...(by === 'loss' && { job: jobId ?? 0 }) }
  )
  const values = new Map(rows.map(({ id, value }) => [id, value]))
  return ids.map((id) => values.get(id) ?? null)
}
