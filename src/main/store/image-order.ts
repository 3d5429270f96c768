import type { ImageFilter, ImageSort } from '../../shared/domain'
import { changeMark, numbers, snapshot, value, type ReadDb } from './connection'
import { findFirst, type Looked } from './first-images'
import { findFew, markAll, partsOf } from './image-sets'
import { markIds, type Marks } from './marks'

/**
 * Listings of images as arrays of ids in their order, so that a jump to any row takes no longer
 * than to the first: SQLite would walk over all rows before it. A million ids take 4 MB. They are
 * kept for each connection and made again when the library has changed.
 */

/** What images are ordered by but names: a whole number below 2³³, so that it can be sorted fast. */
const SORT_KEYS: Record<Exclude<ImageSort['by'], 'name'>, string> = {
  state: `CASE state WHEN 'empty' THEN 0 WHEN 'draft' THEN 1 WHEN 'accepted' THEN 2
    WHEN 'rejected' THEN 3 ELSE 4 END`,
  split: "CASE split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 ELSE 3 END",
  captions: 'caption_count',
  changed: `coalesce((SELECT max(updated_at) FROM caption WHERE image_id = image.id), created_at)
    / 1000`,
  pixels: 'width * height',
  bytes: 'bytes'
}

export const byName: ImageSort = { by: 'name', descending: false }

/** All images by name. */
interface NameOrder {
  ids: Int32Array
  /** Place in `ids` of each id. */
  rank: Int32Array
  newestId: number
  /** Differs when the library has other images than before. */
  stamp: string
}

interface Kept {
  /** `changeMark` when all this was last known to be right. */
  mark: number
  names: NameOrder
  /** All images in other orders, by their sort. */
  orders: Map<string, Int32Array>
  /** The first images of each order with their words, as far as they were looked at. */
  looked: Map<string, Looked[]>
  /** What parts of filters admit. */
  conditions: Map<string, Marks>
  /** Filtered ones, by filter and sort; those used last at the end. */
  listings: Map<string, Int32Array>
}
const keptFor = new WeakMap<ReadDb, Kept>()
const MOST_LISTINGS = 6

interface Listing {
  ids: Int32Array
  /** Not only the first of them. */
  whole: boolean
}

/**
 * Ids of the images that the filter admits, in their order. Not to be changed by the caller.
 * Throws `filter.invalid`.
 */
export const orderedIds = (db: ReadDb, filter: ImageFilter, sort: ImageSort = byName): Int32Array =>
  listingOf(db, filter, sort, null).ids

/** When the first images of a listing are looked for by themselves. */
interface First {
  count: number
  /** Below so many images all that fit are found as soon as the first. */
  worth: number
  /** See `findFirst`. */
  patience?: number | undefined
}

/**
 * As `orderedIds`; only the first `count` ids where these are known long before the others. Of a
 * listing in an order that is not there yet all are given.
 */
export const firstIds = (
  db: ReadDb,
  filter: ImageFilter,
  sort: ImageSort,
  { count, worth = 20_000, patience }: Partial<First> & Pick<First, 'count'>
): Listing => listingOf(db, filter, sort, { count, worth, patience })

function listingOf(db: ReadDb, filter: ImageFilter, sort: ImageSort, first: First | null): Listing {
  return snapshot(db, () => {
    const kept = keep(db)
    const key = JSON.stringify([filter, sort])
    const before = kept.listings.get(key)
    const listing = before
      ? { ids: before, whole: true }
      : listImages(db, filter, sort, kept, first)
    if (listing.whole) putLast(kept.listings, key, listing.ids)
    return listing
  })
}

function putLast(listings: Kept['listings'], key: string, ids: Int32Array): void {
  listings.delete(key)
  listings.set(key, ids)
  for (const oldest of listings.keys()) {
    if (listings.size <= MOST_LISTINGS) break
    listings.delete(oldest)
  }
}

/** Names never change: their order is the same while the library has the same images. */
function keep(db: ReadDb): Kept {
  // A connection is not told of its own changes.
  const mark = db.ability === 'write' ? NaN : changeMark(db)
  const before = keptFor.get(db)
  if (before?.mark === mark) return before
  // Images come with new ids, go with an import that is taken back, and either by a person.
  const stamp = value<string>(
    db,
    `SELECT concat_ws(' ', max(id), count(*),
       (SELECT max(id) FROM change_group WHERE kind = 'remove-images')) FROM image`
  )
  const kept: Kept = {
    mark,
    names: before?.names.stamp === stamp ? before.names : orderByName(db, stamp),
    orders: new Map(),
    looked: new Map(),
    conditions: new Map(),
    listings: new Map()
  }
  keptFor.set(db, kept)
  return kept
}

function orderByName(db: ReadDb, stamp: string): NameOrder {
  const ids = Int32Array.from(numbers(db, 'SELECT id FROM image ORDER BY sort_key, id'))
  const newestId = ids.reduce((one, other) => Math.max(one, other), 0)
  const rank = new Int32Array(newestId + 1)
  ids.forEach((id, place) => (rank[id] = place))
  return { ids, rank, newestId, stamp }
}

function listImages(
  db: ReadDb,
  filter: ImageFilter,
  sort: ImageSort,
  kept: Kept,
  first: First | null
): Listing {
  const { names, conditions } = kept
  const { newestId } = names
  const parts = partsOf(filter)
  if (parts.length === 0) return { ids: orderAll(db, sort, kept), whole: true }
  const few = findFew(db, parts, { newestId, conditions })
  if (few && sort.by === 'name') {
    const places = Int32Array.from(few, (id) => names.rank[id] ?? 0).sort()
    const ids = places.map((place) => names.ids[place] ?? 0)
    return { ids: sort.descending ? ids.reverse() : ids, whole: true }
  }
  const ready = few ? null : readyOrder(sort, kept)
  if (first && ready && ready.length >= first.worth) {
    const looked = kept.looked.get(orderKey(sort)) ?? []
    kept.looked.set(orderKey(sort), looked)
    const ids = findFirst(db, parts, { ...first, order: ready, looked })
    if (ids) return { ids, whole: false }
  }
  const order = ready ?? orderAll(db, sort, kept)
  const marks = few ? markIds([few], newestId) : markAll(db, parts, { newestId, conditions })
  const ids = new Int32Array(order.length)
  let count = 0
  // Walked by place: by the array's iterator it takes four times as long.
  for (let place = 0; place < order.length; place += 1) {
    const id = order[place] ?? 0
    if (marks[id]) ids[count++] = id
  }
  return { ids: ids.slice(0, count), whole: true }
}

const orderKey = ({ by, descending }: ImageSort) => `${by} ${descending}`
const inNameOrder = ({ descending }: ImageSort, { ids }: NameOrder) =>
  descending ? ids.toReversed() : ids

/** All images in an order that is known already; null where it would have to be made. */
const readyOrder = (sort: ImageSort, { names, orders }: Kept): Int32Array | null =>
  sort.by === 'name' ? inNameOrder(sort, names) : (orders.get(orderKey(sort)) ?? null)

function orderAll(db: ReadDb, sort: ImageSort, { names, orders }: Kept): Int32Array {
  if (sort.by === 'name') return inNameOrder(sort, names)
  const key = orderKey(sort)
  const order = orders.get(key) ?? orderByKey(db, SORT_KEYS[sort.by], sort.descending, names)
  orders.set(key, order)
  return order
}

/** All images by a number; where it is the same, by name. */
function orderByKey(
  db: ReadDb,
  expression: string,
  descending: boolean,
  { ids, newestId }: NameOrder
): Int32Array {
  const keys = numbers(db, `SELECT ${expression} FROM image ORDER BY id`)
  const most = keys.reduce((one, other) => Math.max(one, other), 0)
  const keyOf = new Float64Array(newestId + 1)
  ids.toSorted().forEach((id, index) => (keyOf[id] = keys[index] ?? 0))
  // Key and place by name in one number: numbers are sorted much faster than by a comparison.
  const places = Float64Array.from(ids, (id, place) => {
    const key = keyOf[id] ?? 0
    return (descending ? most - key : key) * ids.length + place
  }).sort()
  return Int32Array.from(places, (place) => ids[place % ids.length] ?? 0)
}
