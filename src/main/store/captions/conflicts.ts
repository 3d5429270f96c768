import type { Caption, CaptionStatus, ConflictChoice } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'
import { findCaptionRow, judgedAgain, putCaptionRow } from './caption-rows'
import { listCaptions, requireRow } from './captions'

/**
 * Decides between a caption and what a merged part has in its place, as one change: that version goes,
 * takes the caption's place, or becomes a caption of its own. Returns the image's captions.
 */
export function decideConflict(
  db: WriteDb,
  { id, keep }: { id: number; keep: ConflictChoice },
  actor = 'person'
): Caption[] {
  const theirs = requireRow(db, id)
  const { conflicts_with: ourId = null, image_id: imageId } = theirs
  if (ourId === null) throw new AppError('entity.not-found', { entity: 'caption', id })
  const ours = findCaptionRow(db, ourId)
  const decide = (mutation: Mutation) => {
    if (keep === 'ours') putCaptionRow(mutation, id, null)
    else if (keep === 'both' || !ours)
      putCaptionRow(mutation, id, { ...theirs, conflicts_with: null })
    else {
      const { text, source, run_id, segmentation = null, author = null } = theirs
      const status: CaptionStatus = ours.status === 'accepted' ? 'accepted' : 'draft'
      putCaptionRow(mutation, id, null)
      const taken = { ...ours, text, source, run_id, segmentation, author, status }
      putCaptionRow(mutation, ourId, judgedAgain(mutation, taken))
    }
  }
  mutate(db, actor, decide, newGroup('conflict'))
  return listCaptions(db, imageId)
}
