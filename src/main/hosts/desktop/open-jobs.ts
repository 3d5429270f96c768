import type { Job } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { Workbench } from '../../services/workbench/workbench'

/** More than anyone queues. */
const MAX_JOBS = 10_000

/** The open library's jobs that run or wait for their turn, the running one first. */
export function openJobs(workbench: Pick<Workbench, 'jobs'>): Job[] {
  try {
    const jobs = workbench.jobs(MAX_JOBS)
    return ['running', 'queued'].flatMap((state) => jobs.filter((job) => job.state === state))
  } catch (error) {
    if (error instanceof AppError && error.code === 'library.none-open') return []
    throw error
  }
}
