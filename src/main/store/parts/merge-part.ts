import * as v from 'valibot'
import type { MergeReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { finishMerged } from '../assignments/finish-work'
import { changedWork, mergeWork } from './merge-work'
import { get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'
import { CaptionNumbers } from './caption-numbers'
import { copyHistory } from './copy-history'
import { fingerprintOf, identityOf, Marks, marksOf, type SplitFrom } from './identity'
import { mergeCaptions } from './merge-captions'
import { ImageMerge, type PlacedImage } from './merge-images'
import { captionRowsOf, PartBefore, revisionsAfter } from './part-rows'
import { RowNumbers } from './row-numbers'

/** A part that belongs to the library, and how far it was when the two were last the same. */
export interface KnownPart {
  id: string
  from: SplitFrom
  since: Marks
  now: Marks
}

/**
 * What is known of a part. Throws `part.not-a-part`, and `part.other-library` where it was split off
 * another library, or off this one in a time that a restored backup has undone.
 */
export function knowPart(db: ReadDb, part: ReadDb): KnownPart {
  const { id, from } = identityOf(part)
  if (!from) throw new AppError('part.not-a-part', { path: part.root })
  const same = identityOf(db).id === from.id
  if (!same || fingerprintOf(db, from.marks.revision) !== from.fingerprint) {
    const params = { path: part.root, name: from.name, library: db.root }
    throw new AppError('part.other-library', params)
  }
  const last = get<{ marks: string }>(
    db,
    `SELECT marks FROM library_merge LEFT JOIN change_group ON change_group.id = group_id
     WHERE part = ? AND (group_id IS NULL OR (state = 'done' AND undone_from IS NULL))
     ORDER BY library_merge.id DESC LIMIT 1`,
    id
  )
  const since = last ? v.parse(Marks, JSON.parse(last.marks)) : from.marks
  return { id, from, since, now: marksOf(part, from.part) }
}

/** Whether anything was done in a part since it was last merged. */
export const isNews = ({ since, now }: Pick<KnownPart, 'since' | 'now'>): boolean =>
  now.revision > since.revision || now.image > since.image || changedWork({ since, now }).length > 0

/**
 * Takes into the library what was done in one of its parts, as one change that one undo takes back, in
 * one transaction. What only one side changed is taken from it; where both changed a caption, ours
 * stays and theirs becomes a suggestion beside it. No text of either side is lost. `placed` says where
 * the files of images lie that were added in the part.
 */
export function mergePart(
  db: WriteDb,
  part: ReadDb,
  known: KnownPart,
  { placed, actor }: { placed: ReadonlyMap<number, PlacedImage>; actor: string }
): MergeReport {
  const { id, from, now } = known
  const group = newGroup('merge-part')
  return transaction(db, () => {
    const report = mutate(db, actor, (mutation) => mergeRows(mutation, part, known, placed), group)
    run(
      db,
      `INSERT INTO library_part (id, name, history_through) VALUES (:id, :name, :through)
       ON CONFLICT (id) DO UPDATE SET
         history_through = max(history_through, excluded.history_through)`,
      { id, name: from.part, through: now.revision }
    )
    run(
      db,
      'INSERT INTO library_merge (part, group_id, marks, at) VALUES (?, ?, ?, ?)',
      id,
      group.id,
      JSON.stringify(now),
      Date.now()
    )
    const work = mergeWork(db, part, known, group.id)
    if (group.id !== null) finishMerged(db, group.id, Date.now(), Object.keys(now.work))
    return { ...report, work }
  })
}

function mergeRows(
  mutation: Mutation,
  part: ReadDb,
  known: KnownPart,
  placed: ReadonlyMap<number, PlacedImage>
): Omit<MergeReport, 'work'> {
  const { db } = mutation
  const { id, from, since } = known
  const numbers = new RowNumbers(db, id)
  const captionNumbers = new CaptionNumbers(db, numbers, known)
  const before = new PartBefore(revisionsAfter(part, since.revision))
  const shared = { mutation, part, known, numbers, before }
  const images = new ImageMerge({ ...shared, placed })
  images.mergeAll()
  const rows = captionRowsOf(part)
  captionNumbers.giveTo(rows, (id) => images.find(id))
  copyHistory(db, part, revisionsAfter(part, historyThrough(db, known)), {
    name: from.part,
    numbers: { caption: (id) => captionNumbers.find(id), image: (id) => images.find(id) },
    baseOf: (id) => before.caption(id)
  })
  const theirs = new Map(rows.map((row) => [row.id, row]))
  const captions = mergeCaptions({ ...shared, theirs, images, captionNumbers })
  images.removeAll()
  return { part: from.part, images: images.report, captions }
}

/** The last change of the part that is in the library's history, where it stays when a merge is undone. */
function historyThrough(db: WriteDb, { id, from }: KnownPart): number {
  const sql = 'SELECT history_through AS through FROM library_part WHERE id = ?'
  return get<{ through: number }>(db, sql, id)?.through ?? from.marks.revision
}
