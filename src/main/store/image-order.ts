import type { ImageFilter, ImageSort } from '../../shared/domain'
import { changeMark, get, numberRows, numbers, snapshot, type ReadDb } from './connection'
import { filterCondition } from './images'

/**
 * Listings of images as arrays of ids in their order, so that a jump to any row takes no longer
 * than to the first: SQLite would walk over all rows before it. A million ids take 4 MB. They are
 * kept for each connection and made again when the library has changed.
 */

/** What images are ordered by but names: a number, cheap to read for all of them. */
const SORT_KEYS: Record<Exclude<ImageSort['by'], 'name'>, string> = {
  state: `CASE state WHEN 'empty' THEN 0 WHEN 'draft' THEN 1 WHEN 'accepted' THEN 2
    WHEN 'rejected' THEN 3 ELSE 4 END`,
  split: "CASE split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 ELSE 3 END",
  captions: 'caption_count',
  changed: 'coalesce((SELECT max(updated_at) FROM caption WHERE image_id = image.id), created_at)',
  pixels: 'width * height',
  bytes: 'bytes'
}

export const byName: ImageSort = { by: 'name', descending: false }

/** All images by name. */
interface NameOrder {
  ids: Int32Array
  /** Place in `ids` of each id. */
  rank: Int32Array
  count: number
}

interface Kept {
  /** `changeMark` when it was last known to be right. */
  mark: number
  names: NameOrder
  /** Filtered and sorted ones, those used last at the end. */
  listings: Map<string, { mark: number; ids: Int32Array }>
}
const keptFor = new WeakMap<ReadDb, Kept>()
const MOST_LISTINGS = 6

/** Ids of the images that the filter admits, in their order. Not to be changed by the caller. */
export function orderedIds(db: ReadDb, filter: ImageFilter, sort: ImageSort = byName): Int32Array {
  return snapshot(db, () => findOrdered(db, filter, sort))
}

function findOrdered(db: ReadDb, filter: ImageFilter, sort: ImageSort): Int32Array {
  // A connection is not told of its own changes.
  if (db.ability === 'write') return listImages(db, filter, sort, orderByName(db))
  const mark = changeMark(db)
  const kept = keepNames(db, mark)
  const { sql } = filterCondition(filter)
  if (sql === 'TRUE' && sort.by === 'name' && !sort.descending) return kept.names.ids
  const key = JSON.stringify([filter, sort])
  const known = kept.listings.get(key)
  const listing =
    known?.mark === mark ? known : { mark, ids: listImages(db, filter, sort, kept.names) }
  kept.listings.delete(key)
  kept.listings.set(key, listing)
  for (const oldest of kept.listings.keys()) {
    if (kept.listings.size <= MOST_LISTINGS) break
    kept.listings.delete(oldest)
  }
  return listing.ids
}

/** Names never change, so the order is the same while there are as many images and none is new. */
function keepNames(db: ReadDb, mark: number): Kept {
  const kept = keptFor.get(db)
  if (kept?.mark === mark) return kept
  const now = get<{ newest: number; count: number }>(
    db,
    'SELECT coalesce(max(id), 0) AS newest, count(*) AS count FROM image'
  )
  const same =
    kept && kept.names.rank.length === (now?.newest ?? 0) + 1 && kept.names.count === now?.count
  const next = same ? { ...kept, mark } : { mark, names: orderByName(db), listings: new Map() }
  keptFor.set(db, next)
  return next
}

function orderByName(db: ReadDb): NameOrder {
  const ids = Int32Array.from(numbers(db, 'SELECT id FROM image ORDER BY sort_key, id'))
  const newest = ids.reduce((most, id) => Math.max(most, id), 0)
  const rank = new Int32Array(newest + 1)
  for (let place = 0; place < ids.length; place += 1) rank[ids[place] ?? 0] = place
  return { ids, rank, count: ids.length }
}

function listImages(
  db: ReadDb,
  filter: ImageFilter,
  { by, descending }: ImageSort,
  names: NameOrder
): Int32Array {
  const { sql, params } = filterCondition(filter)
  if (by !== 'name') {
    const keys = `SELECT id, ${SORT_KEYS[by]} FROM image WHERE ${sql}`
    return idsByKey(numberRows(db, keys, ...params), descending ? -1 : 1, names)
  }
  const ids = idsByName(numbers(db, `SELECT id FROM image WHERE ${sql}`, ...params), names)
  return descending ? ids.reverse() : ids
}

/** Share of the images from which on sweeping over all places is quicker than sorting some. */
const MANY = 1 / 32

function idsByName(some: readonly number[], { ids, rank, count }: NameOrder): Int32Array {
  const places = Int32Array.from(some, (id) => rank[id] ?? 0)
  if (places.length < count * MANY) return places.sort().map((place) => ids[place] ?? 0)
  const taken = new Uint8Array(count)
  for (const place of places) taken[place] = 1
  let next = 0
  for (let place = 0; place < count; place += 1) if (taken[place]) places[next++] = ids[place] ?? 0
  return places
}

/** Of rows of an id and a key; where keys are the same, by name. */
function idsByKey(
  rows: readonly (readonly number[])[],
  direction: 1 | -1,
  { ids, rank, count }: NameOrder
): Int32Array {
  const keys = new Float64Array(count)
  const places = Int32Array.from(rows, ([id = 0, key = 0]) => {
    const place = rank[id] ?? 0
    keys[place] = key
    return place
  })
  places.sort((a, b) => direction * ((keys[a] ?? 0) - (keys[b] ?? 0)) || a - b)
  return places.map((place) => ids[place] ?? 0)
}
