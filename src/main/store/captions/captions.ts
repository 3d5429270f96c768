import type { Caption, CaptionStatus } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  addCaptionRow,
  findCaptionRow,
  judged,
  putCaptionRow,
  reworded,
  writtenCaption,
  type CaptionRow
} from './caption-rows'
import { parseNotes } from './note-list'
import { all, get, type ReadDb, type WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'

/** A caption's place is counted: removing one leaves a gap in `position`. */
const SELECT = `
  SELECT id, image_id AS imageId, text, source, run_id AS runId, status, segmentation, author,
    reviewer, notes, conflicts_with AS conflictsWith, version, updated_at AS updatedAt,
    (SELECT count(*) FROM caption AS other WHERE other.image_id = caption.image_id
       AND (other.position, other.id) < (caption.position, caption.id)) AS position
  FROM caption`

type StoredCaption = Omit<Caption, 'notes'> & { notes: string | null }
const toCaption = (row: StoredCaption): Caption => ({ ...row, notes: parseNotes(row.notes) })

/** The caption, or `entity.not-found`. */
export function getCaption(db: ReadDb, id: number): Caption {
  const caption = get<StoredCaption>(db, `${SELECT} WHERE id = ?`, id)
  if (!caption) throw new AppError('entity.not-found', { entity: 'caption', id })
  return toCaption(caption)
}

/** The captions of an image in their order. */
export function listCaptions(db: ReadDb, imageId: number): Caption[] {
  const sql = `${SELECT} WHERE image_id = ? ORDER BY caption.position, id`
  return all<StoredCaption>(db, sql, imageId).map(toCaption)
}

/** What a person writes: a null `id` adds a caption, `version` is the one the text was made from. */
export interface CaptionSave {
  id: number | null
  imageId: number
  text: string
  version: number | null
}

/**
 * Saves a caption as a person's, in normalisation form C. A changed text that was rejected or
 * skipped becomes a draft again; the same text changes nothing. Throws
 * `caption.changed-elsewhere` when `version` is no longer the caption's own.
 */
export function saveCaption(
  db: WriteDb,
  { id, imageId, text, version }: CaptionSave,
  actor = 'person'
): Caption {
  const normal = text.normalize('NFC')
  const saved = mutate(db, actor, (mutation) => {
    if (id === null) {
      const caption = { image_id: imageId, text: normal, status: 'draft' } as const
      return addCaptionRow(mutation, writtenCaption(mutation, caption))
    }
    const before = requireRow(db, id)
    if (version !== null && version !== before.version) {
      throw new AppError('caption.changed-elsewhere', { id })
    }
    if (before.text !== normal) {
      const status = before.status === 'accepted' ? 'accepted' : 'draft'
      putCaptionRow(mutation, id, reworded(mutation, { ...before, status }, normal))
    }
    return id
  })
  return getCaption(db, saved)
}

export function setCaptionStatus(
  db: WriteDb,
  id: number,
  status: CaptionStatus,
  actor = 'person'
): Caption {
  const row = requireRow(db, id)
  const taken = row.source === 'model' && status === 'accepted'
  const put = (mutation: Mutation) => putStatus(mutation, row, status)
  mutate(db, actor, put, newGroup(taken ? 'suggestion' : 'status'))
  return getCaption(db, id)
}

/** Sets the status of a caption, recorded, unless it has it. */
export function putStatus(mutation: Mutation, before: CaptionRow, status: CaptionStatus): void {
  if (before.status !== status) {
    putCaptionRow(mutation, before.id, judged(mutation, before, status))
  }
}

export function removeCaption(db: WriteDb, id: number, actor = 'person'): void {
  const remove = (mutation: Mutation) => {
    requireRow(db, id)
    putCaptionRow(mutation, id, null)
  }
  mutate(db, actor, remove, newGroup('remove'))
}

/** The caption's row, or `entity.not-found`. */
export function requireRow(db: WriteDb, id: number): CaptionRow {
  const row = findCaptionRow(db, id)
  if (!row) throw new AppError('entity.not-found', { entity: 'caption', id })
  return row
}
