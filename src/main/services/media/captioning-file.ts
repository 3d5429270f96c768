import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors'
import { getItem } from '../../store/jobs/ledger'
import type { Library } from '../../store/core/library'

/**
 * The image of a captioning job's item, and a key that changes when the file does. The path comes
 * from the job's own ledger. Throws `entity.not-found` or `file.not-found`.
 */
export async function captioningFile(
  { read }: Library,
  jobId: number,
  index: number
): Promise<{ path: string; key: string }> {
  const item = getItem(read, jobId, index)
  if (!item) throw new AppError('entity.not-found', { entity: 'image', id: index })
  const { path } = item
  const found = await stat(path).catch(() => null)
  if (!found) throw new AppError('file.not-found', { path })
  const content = `${path}\n${found.size}\n${found.mtimeMs}`
  return { path, key: createHash('sha256').update(content).digest('hex') }
}
