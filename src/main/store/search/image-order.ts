import type { ImageFilter, ImageSort } from '../../../shared/domain'
import { AGREED_OF_IMAGE } from '../agreement/agreed'
import { changeMark, numbers, snapshot, value, type ReadDb } from '../core/connection'
import { filterNode, listedIds } from './image-filter'
import { markMatching, type Marks } from './matching-images'

/**
 * Listings of images as arrays of ids in their order, so that a jump to any row takes no longer
 * than to the first: SQLite would walk over all rows before it. A million ids take 4 MB. They are
 * kept for each connection and made again when the library has changed.
 */

/** What images are ordered by but names: a whole number below 2³³, so that it can be sorted fast. */
const SORT_KEYS: Record<Exclude<ImageSort['by'], 'name' | 'agreement'>, string> = {
  state: `CASE state WHEN 'empty' THEN 0 WHEN 'draft' THEN 1 WHEN 'accepted' THEN 2
    WHEN 'rejected' THEN 3 ELSE 4 END`,
  split: "CASE split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 ELSE 3 END",
  captions: 'caption_count',
  changed: `coalesce((SELECT max(updated_at) FROM caption WHERE image_id = image.id), created_at)
    / 1000`,
  pixels: 'width * height',
  bytes: 'bytes'
}

/** Images that one person alone has captioned are the last, whichever way the others are ordered. */
const agreementKey = (descending: boolean): string =>
  `coalesce(CAST(round(1e6 * ${AGREED_OF_IMAGE}) AS INTEGER), ${descending ? -1 : 1_000_001})`

export const byName: ImageSort = { by: 'name', descending: false }

/** All images by name. */
interface NameOrder {
  ids: Int32Array
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
  /** Filtered ones, by filter and sort; those used last at the end. */
  listings: Map<string, Int32Array>
}
const keptFor = new WeakMap<ReadDb, Kept>()
const MAX_LISTINGS = 6

/** Marks of the images that a filter admits, and all images by name. Throws `filter.invalid`. */
export function admittedImages(
  db: ReadDb,
  filter: ImageFilter
): { names: Int32Array; marks: Marks | null; stamp: string } {
  return snapshot(db, () => {
    const { ids, newestId, stamp } = keep(db).names
    const node = filterNode(filter)
    return { names: ids, marks: node && markMatching(db, node, newestId + 1), stamp }
  })
}

/**
 * Ids of the images that the filter admits, in their order: that of a list of `id:`, else `sort`. Not to be changed by the caller.
 * Throws `filter.invalid`.
 */
export function orderedIds(db: ReadDb, filter: ImageFilter, sort: ImageSort = byName): Int32Array {
  return snapshot(db, () => {
    const kept = keep(db)
    const key = JSON.stringify([filter, sort])
    const ids = kept.listings.get(key) ?? listImages(db, filter, sort, kept)
    putLast(kept.listings, key, ids)
    return ids
  })
}

function putLast(listings: Kept['listings'], key: string, ids: Int32Array): void {
  listings.delete(key)
  listings.set(key, ids)
  for (const oldest of listings.keys()) {
    if (listings.size <= MAX_LISTINGS) break
    listings.delete(oldest)
  }
}

/** Names never change: their order is the same while the library has the same images. */
function keep(db: ReadDb): Kept {
  // A connection is not told of its own changes.
  const mark = db.ability === 'write' ? NaN : changeMark(db)
  const before = keptFor.get(db)
  if (before?.mark === mark) return before
  // Images come with new ids, go with an import that is taken back, and either by a person, also one
  // who undoes the merge of a part.
  const stamp = value<string>(
    db,
    `SELECT concat_ws(' ', max(id), count(*),
       (SELECT max(id) FROM change_group WHERE kind = 'remove-images'),
       (SELECT max(id) FROM change_group WHERE kind = 'merge-part')) FROM image`
  )
  const kept: Kept = {
    mark,
    names: before?.names.stamp === stamp ? before.names : orderByName(db, stamp),
    orders: new Map(),
    listings: new Map()
  }
  keptFor.set(db, kept)
  return kept
}

function orderByName(db: ReadDb, stamp: string): NameOrder {
  const ids = Int32Array.from(numbers(db, 'SELECT id FROM image ORDER BY sort_key, id'))
  const newestId = ids.reduce((one, other) => Math.max(one, other), 0)
  return { ids, newestId, stamp }
}

function listImages(db: ReadDb, filter: ImageFilter, sort: ImageSort, kept: Kept): Int32Array {
  const node = filterNode(filter)
  const listed = listedIds(node)
  const order = listed ? Int32Array.from(listed) : orderAll(db, sort, kept)
  if (!node) return order
  const marks = markMatching(db, node, kept.names.newestId + 1)
  const ids = new Int32Array(order.length)
  let count = 0
  // Walked by place: by the array's iterator it takes four times as long.
  for (let place = 0; place < order.length; place += 1) {
    const id = order[place] ?? 0
    if (marks[id]) ids[count++] = id
  }
  return ids.slice(0, count)
}

/** All images. */
function orderAll(db: ReadDb, sort: ImageSort, { names, orders }: Kept): Int32Array {
  if (sort.by === 'name') return sort.descending ? names.ids.toReversed() : names.ids
  const key = `${sort.by} ${sort.descending}`
  const order = orders.get(key) ?? orderByKey(db, keyOfSort(sort), sort.descending, names)
  orders.set(key, order)
  return order
}

const keyOfSort = ({ by, descending }: ImageSort): string => {
  if (by === 'name') throw new Error('names are in order')
  return by === 'agreement' ? agreementKey(descending) : SORT_KEYS[by]
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
