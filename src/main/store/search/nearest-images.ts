import { join } from 'node:path'
import type { ImageFilter } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { changeMark, get, placeOf, type ReadDb } from '../core/connection'
import { readRows } from '../embeddings/embedding-file'
import type { EmbeddingSet } from '../embeddings/embedding-sets'
import { cosineTo, packedVectors, vectorRows } from '../embeddings/image-vectors'
import { admittedImages } from './image-order'

/** What images are compared with: a vector [dim], or the image of an id. */
export type LikeTarget = { vector: Float32Array } | { imageId: number }

export interface NearestQuestion {
  set: EmbeddingSet
  to: LikeTarget
  /** Only images that it admits are compared. */
  filter: ImageFilter
  /** How many at most. */
  limit: number
}

/** Images with the cosine of their vector and the one that was asked for, the most similar first. */
export interface NearestImages {
  ids: number[]
  similarities: number[]
}

/** The last answers: a listing is asked for page by page. */
const keptFor = new WeakMap<ReadDb, { mark: number; answers: Map<string, NearestImages> }>()
const MAX_ANSWERS = 6

/**
 * The images whose vectors have the largest cosine with one, where they have one. Throws
 * `filter.invalid`, and `like.no-embedding` for an image that has none.
 */
export function nearestImages(db: ReadDb, question: NearestQuestion): NearestImages {
  const mark = db.ability === 'write' ? NaN : changeMark(db)
  const kept = keptFor.get(db)
  const answers = kept?.mark === mark ? kept.answers : new Map<string, NearestImages>()
  const { set, to, filter, limit } = question
  const target = 'imageId' in to ? to : [...to.vector]
  const key = JSON.stringify([set.id, set.row_count, target, filter, limit])
  const answer = answers.get(key) ?? compare(db, question)
  answers.delete(key)
  answers.set(key, answer)
  for (const oldest of answers.keys()) {
    if (answers.size <= MAX_ANSWERS) break
    answers.delete(oldest)
  }
  keptFor.set(db, { mark, answers })
  return answer
}

function compare(db: ReadDb, { set, to, filter, limit }: NearestQuestion): NearestImages {
  const { names, marks, stamp } = admittedImages(db, filter)
  const rowOf = vectorRows(db, set, stamp)
  const cosine = cosineTo(packedVectors(db, set), targetVector(db, set, to, rowOf))
  const ids = new Int32Array(names.length)
  const similarities = new Float32Array(names.length)
  let count = 0
  for (let place = 0; place < names.length; place += 1) {
    const id = names[place] ?? 0
    const row = rowOf[id] ?? -1
    if (row < 0 || (marks && !marks[id])) continue
    ids[count] = id
    similarities[count] = cosine(row)
    count += 1
  }
  const best = largest(similarities.subarray(0, count), limit)
  return {
    ids: best.map((place) => ids[place] ?? 0),
    similarities: best.map((place) => Math.min(1, similarities[place] ?? 0))
  }
}

function targetVector(
  db: ReadDb,
  set: EmbeddingSet,
  to: LikeTarget,
  rowOf: Int32Array
): Float32Array {
  if ('vector' in to) return to.vector
  const row = rowOf[to.imageId] ?? -1
  if (row < 0) {
    const image = get<{ name: string }>(db, 'SELECT name FROM image WHERE id = ?', to.imageId)
    if (!image) throw new AppError('entity.not-found', { entity: 'image', id: to.imageId })
    throw new AppError('like.no-embedding', { name: image.name })
  }
  return readRows(join(placeOf(db).root, 'embeddings', set.file), [row], set.dim)
}

/** Places of the largest values, the largest first; of equal ones the earlier place first. */
function largest(values: Float32Array, limit: number): number[] {
  // Value and place in one number: numbers are sorted much faster than by a comparison.
  const keys = Float64Array.from(values, (value, place) => {
    // A cosine of rounded vectors may lie above 1; no key may be negative.
    const steps = Math.round((2 - value) * 2 ** 20)
    return steps * values.length + place
  }).sort()
  return Array.from(keys.subarray(0, limit), (key) => key % values.length)
}
