import type {
  PageRequest,
  ReviewCounts,
  ReviewItem,
  ReviewOrder,
  ReviewVerdict
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { putCaptionRow } from '../../store/caption-rows'
import { putStatus, requireRow } from '../../store/captions'
import * as store from '../../store/evaluations'
import { mutate, newGroup } from '../../store/history'
import type { Library } from '../../store/library'

/** A window of an evaluation's pictures, the most doubtful first. */
export const pageReview = async (
  { reader }: Pick<Library, 'reader'>,
  { jobId, order, ...page }: { jobId: number; order: ReviewOrder } & PageRequest
): Promise<{ total: number; rows: ReviewItem[] }> => ({
  total: await reader.ask('countEvaluated', jobId),
  rows: await reader.ask('pageReview', jobId, order, page)
})

export const reviewCounts = (
  { reader }: Pick<Library, 'reader'>,
  jobId: number
): Promise<ReviewCounts> => reader.ask('countReview', jobId)

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
      store.putFoundRight(write, { jobId, captionId, right: verdict === 'right' })
      if (verdict !== 'corrected') {
        putStatus(mutation, row, verdict === 'right' ? 'accepted' : 'rejected')
        return
      }
      const text = finding.text.normalize('NFC')
      const written = { text, source: 'person', run_id: null, status: 'accepted' } as const
      putCaptionRow(mutation, captionId, { ...row, ...written })
    },
    newGroup(finding.verdict === 'corrected' ? 'edit' : 'status')
  )
  return store.getReviewItem(write, jobId, captionId)
}
