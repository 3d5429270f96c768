import type { ReviewItem, ReviewVerdict } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { judged, judgedAgain, putCaptionRow, reworded } from '../../store/captions/caption-rows'
import { requireRow } from '../../store/captions/captions'
import * as store from '../../store/runs/evaluations'
import { mutate, newGroup } from '../../store/core/history'
import type { Library } from '../../store/core/library'

/**
 * Does to a judged caption what a person found of it, as one change that one undo takes back: it is
 * accepted as it is, with another text, or rejected. Throws `caption.changed-elsewhere` where
 * `version` is not the caption's own any more.
 */
export function settleCaption(
  { write }: Pick<Library, 'write'>,
  {
    jobId,
    captionId,
    version,
    finding
  }: { jobId: number; captionId: number; version: number; finding: ReviewVerdict },
  actor: string
): ReviewItem {
  const row = requireRow(write, captionId)
  if (row.version !== version) throw new AppError('caption.changed-elsewhere', { id: captionId })
  mutate(
    write,
    actor,
    (mutation) => {
      const { verdict } = finding
      const right = verdict === 'right'
      const wasRight = store.isFoundRight(write, jobId, captionId)
      store.setFoundRight(write, { jobId, captionId, right })
      const text = verdict === 'corrected' ? finding.text.normalize('NFC') : row.text
      const next =
        verdict === 'corrected'
          ? judgedAgain(mutation, { ...reworded(mutation, row, text), status: 'accepted' })
          : judged(mutation, row, verdict === 'rejected' ? 'rejected' : 'accepted')
      // Recorded also where the caption stays as it is: an undo takes the finding back.
      putCaptionRow(mutation, captionId, next, {
        before: { found_job: jobId, found_right: wasRight ? 1 : 0 },
        after: { found_job: jobId, found_right: right ? 1 : 0 }
      })
    },
    newGroup(finding.verdict === 'corrected' ? 'edit' : 'status')
  )
  return store.getReviewItem(write, jobId, captionId)
}
