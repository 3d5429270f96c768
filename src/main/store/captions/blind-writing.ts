import type { Caption, CaptionStatus } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { viewerOf, type ReadDb, type WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'
import { captionHistory } from './caption-history'
import { addCaptionRow, findCaptionRow, writtenCaption } from './caption-rows'
import { moveCaption } from './caption-edits'
import {
  getCaption,
  listCaptions,
  putStatus,
  requireRow,
  saveCaption,
  type CaptionSave
} from './captions'

/**
 * How somebody writes who sees a part of the captions alone, which `seen` reads: their own. What came
 * with the data stays as it is for the others: to change or to accept it makes a caption of their own.
 */

/** The caption as it may be changed. Throws `entity.not-found`, or `caption.not-own`. */
export function requireOwn(seen: ReadDb, id: number): void {
  if (!viewerOf(seen)) return
  if (!isOwn(seen, getCaption(seen, id))) throw new AppError('caption.not-own')
}

/** Both captions of a conflict are the person's own. Throws as `requireOwn`. */
export function requireDecidable(db: WriteDb, seen: ReadDb, id: number): void {
  requireOwn(seen, id)
  const other = findCaptionRow(db, id)?.conflicts_with ?? null
  if (other !== null && findCaptionRow(db, other)) requireOwn(seen, other)
}

/** The person sees the change that a caption is to be restored from. Throws `caption.no-version`. */
export function requireRestorable(
  db: WriteDb,
  seen: ReadDb,
  { id, revision }: { id: number; revision: number }
): void {
  if (!viewerOf(seen)) return
  if (!captionHistory(seen, id).some((change) => change.id === revision)) {
    throw new AppError('caption.no-version', { id })
  }
  if (findCaptionRow(db, id)) requireOwn(seen, id)
}

function isOwn(seen: ReadDb, { author, source, text }: Caption): boolean {
  const isMark = author === null && source === 'person' && text.trim() === ''
  return author === viewerOf(seen)?.name || isMark
}

/** As `saveCaption`. */
export function saveSeen(db: WriteDb, seen: ReadDb, save: CaptionSave, actor: string): number {
  const given = viewerOf(seen) && save.id !== null ? getCaption(seen, save.id) : null
  if (!given || isOwn(seen, given)) return saveCaption(db, save, actor).id
  if (given.text === save.text.normalize('NFC')) return given.id
  return saveCaption(db, { ...save, id: null, version: null }, actor).id
}

/** The caption that now has the status. Throws `caption.not-own`, unless it is accepted. */
export function setSeenStatus(
  db: WriteDb,
  seen: ReadDb,
  { id, status }: { id: number; status: CaptionStatus },
  actor: string
): number {
  const caption = getCaption(seen, id)
  if (!isOwn(seen, caption) && status !== 'accepted') throw new AppError('caption.not-own')
  return settle(db, seen, [caption], { imageId: caption.imageId, status }, actor) ?? id
}

/** As `settleImage`; an image of which nothing is the person's own gets a blank caption of theirs. */
export function settleSeen(
  db: WriteDb,
  seen: ReadDb,
  { imageId, ids, status }: { imageId: number; ids: readonly number[]; status: CaptionStatus },
  actor: string
): void {
  const captions = ids.map((id) => getCaption(seen, id))
  if (captions.some((caption) => caption.imageId !== imageId)) {
    throw new AppError('entity.not-found', { entity: 'image', id: imageId })
  }
  settle(db, seen, captions, { imageId, status }, actor)
}

/** Returns the caption that was added last. */
function settle(
  db: WriteDb,
  seen: ReadDb,
  captions: readonly Caption[],
  { imageId, status }: { imageId: number; status: CaptionStatus },
  actor: string
): number | null {
  const own = captions.filter((caption) => isOwn(seen, caption))
  const accepted = status === 'accepted' ? captions.map(({ text }) => text) : []
  const hasOwn = listCaptions(seen, imageId).some((caption) => isOwn(seen, caption))
  const marks = hasOwn || status === 'accepted' ? [] : ['']
  const added = own.length > 0 ? [] : [...accepted, ...marks]
  const work = (mutation: Mutation) => {
    for (const { id } of own) putStatus(mutation, requireRow(db, id), status)
    return added.map((text) =>
      addCaptionRow(mutation, writtenCaption(mutation, { image_id: imageId, text, status }))
    )
  }
  return mutate(db, actor, work, newGroup('status')).at(-1) ?? null
}

/** As `moveCaption`: `to` counts the captions that the person sees. */
export function moveSeen(
  db: WriteDb,
  seen: ReadDb,
  { id, to }: { id: number; to: number },
  actor: string
): void {
  requireOwn(seen, id)
  const { imageId } = getCaption(seen, id)
  const others = (of: ReadDb) => listCaptions(of, imageId).filter((other) => other.id !== id)
  const behind = others(seen)[to]
  const all = others(db)
  const place = behind ? all.findIndex((other) => other.id === behind.id) : all.length
  moveCaption(db, { id, to: place }, actor)
}
