import type { Adjudication } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  addCaptionRow,
  judged,
  putCaptionRow,
  writtenCaption,
  type CaptionRow
} from '../captions/caption-rows'
import { requireRow } from '../captions/captions'
import type { WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'

/**
 * Decides between the captions of an image, as one change: accepts the chosen one, or adds a text of the
 * person's own, and rejects the other candidates. A text that one of them has already is that one's. Where
 * somebody else has to accept what the person wrote, it stays a draft. Throws `caption.changed-elsewhere`
 * where a candidate has changed, `caption.own-review` for an own one that somebody else has to accept, and
 * `entity.not-found`.
 */
export function adjudicate(
  db: WriteDb,
  { imageId, candidates, choice }: Adjudication,
  actor = 'person'
): void {
  const rows = candidates.map((candidate) => requireCandidate(db, imageId, candidate))
  const text = choice.kind === 'write' ? choice.text.normalize('NFC') : null
  const chosen = rows.find(({ id, text: own }) =>
    choice.kind === 'pick' ? id === choice.id : own === text
  )
  if (choice.kind === 'pick' && !chosen) {
    throw new AppError('entity.not-found', { entity: 'caption', id: choice.id })
  }
  const decide = (mutation: Mutation) => {
    for (const row of rows) {
      if (row === chosen) putCaptionRow(mutation, row.id, judged(mutation, row, 'accepted'))
      else if (row.status !== 'rejected') {
        putCaptionRow(mutation, row.id, judged(mutation, row, 'rejected'))
      }
    }
    if (chosen || text === null) return
    const added = { image_id: imageId, text, status: 'accepted' } as const
    addCaptionRow(mutation, writtenCaption(mutation, added))
  }
  mutate(db, actor, decide, newGroup('adjudicate'))
}

function requireCandidate(
  db: WriteDb,
  imageId: number,
  { id, version }: { id: number; version: number }
): CaptionRow {
  const row = requireRow(db, id)
  if (row.image_id !== imageId) throw new AppError('entity.not-found', { entity: 'caption', id })
  if (row.version !== version) throw new AppError('caption.changed-elsewhere', { id })
  return row
}
