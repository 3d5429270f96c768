import type {
  ImageFilter,
  ImageRow,
  ImageSelection,
  ImageSort,
  PageRequest
} from '../../../shared/domain'
import { all, numbers, type ReadDb } from '../core/connection'
import { byName, orderedIds } from './image-order'
import { toImageRow, IMAGE_ROW, type SqlImageRow } from '../images/images'

/** A window of the images that the filter admits, in their order. */
export function pageImages(
  db: ReadDb,
  filter: ImageFilter,
  { offset, limit }: PageRequest,
  sort: ImageSort = byName
): { total: number; rows: ImageRow[] } {
  const ids = orderedIds(db, filter, sort)
  return { total: ids.length, rows: rowsOf(db, ids.subarray(offset, offset + limit)) }
}

function rowsOf(db: ReadDb, ids: Int32Array): ImageRow[] {
  return all<SqlImageRow>(
    db,
    `SELECT ${IMAGE_ROW} FROM json_each(?) AS wanted CROSS JOIN image ON image.id = wanted.value
     ORDER BY wanted.key`,
    JSON.stringify([...ids])
  ).map(toImageRow)
}

/** Index of an image in the filtered listing, or null when the filter leaves it out. */
export function indexOfImage(
  db: ReadDb,
  id: number,
  filter: ImageFilter,
  sort: ImageSort = byName
): number | null {
  const index = orderedIds(db, filter, sort).indexOf(id)
  return index < 0 ? null : index
}

/** Images looked at together for one that is not done. */
const LOOK = 1000

/**
 * The first image after `index` of the filtered listing whose state is `empty` or `draft`,
 * wrapping round once; null when none is left.
 */
export function nextUndoneImage(
  db: ReadDb,
  index: number,
  filter: ImageFilter,
  sort: ImageSort = byName
): { id: number; index: number } | null {
  const ids = orderedIds(db, filter, sort)
  const start = Math.min(Math.max(index + 1, 0), ids.length)
  return undoneAmong(db, ids, start, ids.length) ?? undoneAmong(db, ids, 0, start)
}

function undoneAmong(
  db: ReadDb,
  ids: Int32Array,
  from: number,
  to: number
): { id: number; index: number } | null {
  for (let first = from; first < to; first += LOOK) {
    const some = ids.subarray(first, Math.min(to, first + LOOK))
    const undone = new Set(
      numbers(
        db,
        `SELECT image.id FROM json_each(?) AS some CROSS JOIN image ON image.id = some.value
         WHERE state IN ('empty', 'draft')`,
        JSON.stringify([...some])
      )
    )
    const place = some.findIndex((id) => undone.has(id))
    const id = some[place]
    if (id !== undefined) return { id, index: first + place }
  }
  return null
}

/** Ids of the images at the indexes `from` to `to`, both included, of the filtered listing. */
export function imageIdsBetween(
  db: ReadDb,
  { filter, sort, from, to }: { filter: ImageFilter; sort: ImageSort; from: number; to: number }
): number[] {
  return [...orderedIds(db, filter, sort).subarray(from, to + 1)]
}

/** Ids of the images that are selected, by name. */
export function selectedImageIds(db: ReadDb, selection: ImageSelection): number[] {
  if ('ids' in selection) return selection.ids
  const except = new Set(selection.except)
  return [...orderedIds(db, selection.filter)].filter((id) => !except.has(id))
}
