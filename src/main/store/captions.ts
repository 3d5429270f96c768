import type { Caption, CaptionStatus } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { addCaptionRow, findCaptionRow, putCaptionRow, type CaptionRow } from './caption-rows'
import { all, get, type ReadDb, type WriteDb } from './connection'
import { mutate, newGroup, type Mutation } from './history'

/** A caption's place is counted: removing one leaves a gap in `position`. */
const SELECT = `
  SELECT id, image_id AS imageId, text, source, run_id AS runId, status, version,
    updated_at AS updatedAt,
    (SELECT count(*) FROM caption AS other WHERE other.image_id = caption.image_id
       AND (other.position, other.id) < (caption.position, caption.id)) AS position
  FROM caption`

/** The caption, or `entity.not-found`. */
export function getCaption(db: ReadDb, id: number): Caption {
  const caption = get<Caption>(db, `${SELECT} WHERE id = ?`, id)
  if (!caption) throw new AppError('entity.not-found', { entity: 'caption', id })
  return caption
}

/** The captions of an image in their order. */
export function listCaptions(db: ReadDb, imageId: number): Caption[] {
  return all<Caption>(db, `${SELECT} WHERE image_id = ? ORDER BY caption.position, id`, imageId)
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
      if (!get(db, 'SELECT id FROM image WHERE id = ?', imageId)) {
        throw new AppError('entity.not-found', { entity: 'image', id: imageId })
      }
      return addCaptionRow(mutation, {
        image_id: imageId,
        text: normal,
        source: 'person',
        run_id: null,
        status: 'draft'
      })
    }
    const before = requireRow(db, id)
    if (version !== null && version !== before.version) {
      throw new AppError('caption.changed-elsewhere', { id })
    }
    if (before.text !== normal) {
      const status = before.status === 'accepted' ? 'accepted' : 'draft'
      putCaptionRow(mutation, id, {
        ...before,
        text: normal,
        source: 'person',
        run_id: null,
        status
      })
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
  if (before.status !== status) putCaptionRow(mutation, before.id, { ...before, status })
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
