import type { CaptioningItem } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { editItem, getItem } from '../../store/jobs/ledger'
import type { Library } from '../../store/core/library'

/**
 * Keeps what a person made of a caption, in normalisation form C; null, or the model's own text,
 * takes the edit back. Throws `entity.not-found` for an image without a caption.
 */
export function editCaption(
  { read, write }: Library,
  { jobId, index, text }: { jobId: number; index: number; text: string | null }
): CaptioningItem {
  const before = getItem(read, jobId, index)
  if (!before?.text) throw new AppError('entity.not-found', { entity: 'caption', id: index })
  const edited = text?.normalize('NFC').trim() ?? null
  editItem(write, jobId, index, edited === before.text ? null : edited)
  return { ...before, edited: edited === before.text ? null : edited }
}
