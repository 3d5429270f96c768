import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { CaptioningParams } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { getJob } from '../../store/jobs'
import type { Library } from '../../store/library'
import { pagePredictions } from '../../store/predictions'

/**
 * The picture of a captioning job's item, and a key that changes when the file does. The name comes
 * from the job's own listing of its folder. Throws `entity.not-found` or `file.not-found`.
 */
export async function captioningFile(
  { read }: Library,
  jobId: number,
  index: number
): Promise<{ path: string; key: string }> {
  const job = getJob(read, jobId)
  const params = v.safeParse(CaptioningParams, job.params)
  const [item] = pagePredictions(read, jobId, { offset: index, limit: 1 }).rows
  if (!params.success || !item)
    throw new AppError('entity.not-found', { entity: 'picture', id: index })
  const path = join(params.output.folder, item.file)
  const found = await stat(path).catch(() => null)
  if (!found) throw new AppError('file.not-found', { path })
  const content = `${path}\n${found.size}\n${found.mtimeMs}`
  return { path, key: createHash('sha256').update(content).digest('hex') }
}
