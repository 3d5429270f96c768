import type { BulkEdit, BulkReport, ImageSelection } from '../../../shared/domain'
import { editImage, settleGroup } from '../../store/captions/bulk'
import { mutateInChunks } from '../../store/core/chunks'
import { newGroup, requireOpen } from '../../store/core/history'
import type { Library } from '../../store/core/library'
import { drawShare } from './draw-share'
import type { BulkProgress } from './text-plans'

export { applyPlan, discardPlan, excludeFromPlan, pagePlan, planTexts } from './text-plans'

const KINDS = {
  status: 'status',
  split: 'set-split',
  tags: 'tags',
  suggestions: 'suggestion',
  caption: 'edit',
  'remove-captions': 'remove',
  'remove-images': 'remove-images'
} as const

/**
 * Does the same to all selected images, as one undo. Throws `engine.cancelled` with what was
 * changed by then.
 */
export async function editImages(
  library: Library,
  selection: ImageSelection,
  edit: BulkEdit,
  actor: string,
  { signal, onProgress }: BulkProgress
): Promise<BulkReport> {
  const selected = await library.reader.ask('selectedImageIds', selection)
  const share = edit.kind === 'split' ? (edit.share ?? 1) : 1
  const ids = share < 1 ? drawShare(selected, share) : selected
  const group = newGroup(KINDS[edit.kind])
  const report: BulkReport = { changed: 0, skipped: 0 }
  try {
    await mutateInChunks(
      library.write,
      actor,
      ids,
      (mutation, id) => {
        requireOpen(mutation.db, group)
        if (editImage(mutation, id, edit)) report.changed += 1
      },
      { signal, group, onProgress: (done) => onProgress(done, ids.length) }
    )
  } finally {
    settleGroup(library.write, group)
  }
  return report
}
