import type { Caption, CaptionStatus, Revision } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { addCaptionRow, findCaptionRow, putCaptionRow, type CaptionRow } from './caption-rows'
import { all, get, type ReadDb, type WriteDb } from './connection'
import { mutate } from './history'

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
export function saveCaption(db: WriteDb, { id, imageId, text, version }: CaptionSave): Caption {
  const normal = text.normalize('NFC')
  const saved = mutate(db, 'person', (mutation) => {
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

export function setCaptionStatus(db: WriteDb, id: number, status: CaptionStatus): Caption {
  mutate(db, 'person', (mutation) => {
    const before = requireRow(db, id)
    if (before.status !== status) putCaptionRow(mutation, id, { ...before, status })
  })
  return getCaption(db, id)
}

export function removeCaption(db: WriteDb, id: number): void {
  mutate(db, 'person', (mutation) => {
    requireRow(db, id)
    putCaptionRow(mutation, id, null)
  })
}

/** Every recorded change of a caption, oldest first; also of one removed since. */
export function captionHistory(db: ReadDb, id: number): Revision[] {
  return all<Revision>(
    db,
    `SELECT revision.id, group_id AS "group", entity_id AS captionId,
       before ->> 'text' AS before, after ->> 'text' AS after, actor, at
     FROM revision JOIN change_group ON change_group.id = group_id
     WHERE entity = 'caption' AND entity_id = ? ORDER BY revision.id`,
    id
  )
}

function requireRow(db: WriteDb, id: number): CaptionRow {
  const row = findCaptionRow(db, id)
  if (!row) throw new AppError('entity.not-found', { entity: 'caption', id })
  return row
}
