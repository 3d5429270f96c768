import { AppError } from '../../../shared/errors'
import { getJob } from '../../store/jobs/jobs'
import { retryFailed } from '../../store/jobs/ledger'
import type { Library } from '../../store/core/library'
import type { JobQueue } from '../jobs/job-queue'

/** Queues a captioning that has ended again, with its failed images. Throws `caption.running`. */
export function retryCaptioning(library: Library, queue: JobQueue, jobId: number): number {
  const { state } = getJob(library.read, jobId)
  if (state === 'queued' || state === 'running' || state === 'paused') {
    throw new AppError('caption.running', { id: jobId, state })
  }
  retryFailed(library.write, jobId)
  return queue.again(jobId).id
}
