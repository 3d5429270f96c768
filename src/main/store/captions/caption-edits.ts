import { isSuggestion, type Caption, type CaptionStatus } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  addCaptionRow,
  findCaptionRow,
  judgedAgain,
  putCaptionRow,
  requireImage,
  reworded,
  writtenCaption,
  type CaptionRow
} from './caption-rows'
import { joinNotes } from './note-list'
import { getCaption, listCaptions, putStatus, requireRow } from './captions'
import { get, type ReadDb, type WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'

const tidy = (text: string): string => text.trim().normalize('NFC')

/**
 * Gives captions of an image a status, as one change. Without captions but suggestions the image gets a
 * blank one of that status, which tells that it was looked at. Returns the image's captions.
 */
export function settleImage(
  db: WriteDb,
  { imageId, ids, status }: { imageId: number; ids: readonly number[]; status: CaptionStatus },
  actor = 'person'
): Caption[] {
  const settle = (mutation: Mutation) => {
    for (const id of ids) putStatus(mutation, requireOf(db, imageId, id), status)
    if (ids.length === 0 && listCaptions(db, imageId).every(isSuggestion)) {
      addCaptionRow(mutation, writtenCaption(mutation, { image_id: imageId, text: '', status }))
    }
  }
  mutate(db, actor, settle, newGroup('status'))
  return listCaptions(db, imageId)
}

/** A caption that an edit starts from; throws `caption.changed-elsewhere` for another version. */
interface Edited {
  id: number
  version: number
}

/** Parts a caption in two: the second is right behind the first, with its status. */
export function splitCaption(
  db: WriteDb,
  { id, version, texts }: Edited & { texts: readonly [string, string] },
  actor = 'person'
): Caption[] {
  const before = requireVersion(db, { id, version })
  const [first, second] = texts
  const split = (mutation: Mutation) => {
    putCaptionRow(mutation, id, reworded(mutation, before, tidy(first)))
    const { image_id, status } = before
    const added = addCaptionRow(
      mutation,
      writtenCaption(mutation, { image_id, text: tidy(second), status })
    )
    const order = orderOf(db, image_id).filter((other) => other !== added)
    order.splice(order.indexOf(id) + 1, 0, added)
    putOrder(mutation, order)
  }
  mutate(db, actor, split, newGroup('split-caption'))
  return listCaptions(db, before.image_id)
}

/** Joins a caption to the one before it, which stays accepted only where both were. */
export function mergeCaptions(
  db: WriteDb,
  { first, second }: { first: Edited; second: Edited },
  actor = 'person'
): Caption[] {
  const [one, two] = [requireVersion(db, first), requireVersion(db, second)]
  if (one.image_id !== two.image_id) {
    throw new AppError('entity.not-found', { entity: 'caption', id: two.id })
  }
  const merge = (mutation: Mutation) => {
    const text = [one.text.trim(), two.text.trim()].filter(Boolean).join(' ')
    const status = one.status === two.status ? one.status : 'draft'
    putCaptionRow(mutation, two.id, null)
    const notes = joinNotes(one.notes, two.notes)
    putCaptionRow(mutation, one.id, reworded(mutation, { ...one, status, notes }, tidy(text)))
  }
  mutate(db, actor, merge, newGroup('merge'))
  return listCaptions(db, one.image_id)
}

/** Moves a caption to another place among those of its image, counted from 0. */
export function moveCaption(
  db: WriteDb,
  { id, to }: { id: number; to: number },
  actor = 'person'
): Caption[] {
  const { image_id: imageId } = requireRow(db, id)
  const order = orderOf(db, imageId).filter((other) => other !== id)
  order.splice(Math.max(0, Math.min(to, order.length)), 0, id)
  mutate(db, actor, (mutation) => putOrder(mutation, order), newGroup('move'))
  return listCaptions(db, imageId)
}

/**
 * Makes a caption what it was after one of its changes, or before the one that removed it; a
 * removed caption comes back. Its status stays, where it has one. Throws `caption.no-version`.
 */
export function restoreCaption(
  db: WriteDb,
  { id, revision }: { id: number; revision: number },
  actor = 'person'
): Caption {
  const kept = get<{ json: string }>(
    db,
    `SELECT coalesce(after, before) AS json FROM revision
     WHERE id = ? AND entity = 'caption' AND entity_id = ?`,
    revision,
    id
  )
  if (!kept) throw new AppError('caption.no-version', { id })
  const then = JSON.parse(kept.json) as CaptionRow
  const now = findCaptionRow(db, id)
  requireImage(db, then.image_id)
  const restore = (mutation: Mutation) => {
    const { position, status, notes = null } = now ?? then
    putCaptionRow(mutation, id, judgedAgain(mutation, { ...then, position, status, notes }))
  }
  mutate(db, actor, restore, newGroup('restore'))
  return getCaption(db, id)
}

function requireOf(db: WriteDb, imageId: number, id: number): CaptionRow {
  const row = requireRow(db, id)
  if (row.image_id !== imageId) throw new AppError('entity.not-found', { entity: 'caption', id })
  return row
}

function requireVersion(db: WriteDb, { id, version }: Edited): CaptionRow {
  const row = requireRow(db, id)
  if (row.version !== version) throw new AppError('caption.changed-elsewhere', { id })
  return row
}

const orderOf = (db: ReadDb, imageId: number): number[] =>
  listCaptions(db, imageId).map((caption) => caption.id)

/** Numbers captions by their place; those that stand right already are left alone. */
function putOrder(mutation: Mutation, ids: readonly number[]): void {
  for (const [position, id] of ids.entries()) {
    const row = requireRow(mutation.db, id)
    if (row.position !== position) putCaptionRow(mutation, id, { ...row, position })
  }
}
