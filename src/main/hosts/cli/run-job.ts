import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job } from '../../../shared/domain'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import type { Session } from './session'

/**
 * Runs a queued job to its end, with a progress bar. Ctrl+C cancels it; a second one ends the
 * process. Throws the job's error, or `engine.cancelled`.
 */
export async function runJob(
  { workbench, output }: Session,
  jobId: number,
  onEvent: (event: WorkbenchEvent) => void = () => {}
): Promise<Job> {
  const stop = workbench.events.listen((event) => {
    if (event.type === 'job' && event.job.state === 'running') output.progress(event.job.progress)
    onEvent(event)
  })
  const cancel = () => workbench.queue.cancel(jobId)
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    const job = await workbench.queue.runOne(jobId)
    if (job.state === 'done') return job
    throw job.error ? fromErrorInfo(job.error) : new AppError('engine.cancelled')
  } finally {
    stop()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    output.endProgress()
  }
}
