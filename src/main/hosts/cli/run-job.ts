import type { WorkbenchEvent } from '../../../shared/contract'
import { isJobElsewhere, type Job } from '../../../shared/domain'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import type { Session } from './session'

interface Choices {
  onEvent?: (event: WorkbenchEvent) => void
  /** Arguments of the call that continues with the job; by default the same again. */
  resume?: readonly string[]
}

/**
 * Runs a queued job to its end, or until it goes on elsewhere, with a progress bar. Where the command is asked to end, the job is
 * interrupted and can continue later. Throws the job's error.
 */
export async function runJob(
  { workbench, output, underWay }: Session,
  jobId: number,
  { onEvent, resume }: Choices = {}
): Promise<Job> {
  const stop = workbench.events.listen((event) => {
    if (event.type === 'job' && event.job.state === 'running') output.progress(event.job.progress)
    onEvent?.(event)
  })
  try {
    return await underWay.do(async (signal) => {
      const { queue } = workbench
      signal.addEventListener('abort', () => void queue.close().catch(() => undefined))
      const job = await queue.runOne(jobId)
      if (job.state === 'done' || isJobElsewhere(job)) return job
      // A job that stopped safely has no error; one that went wrong on the way out is told besides.
      if (signal.aborted && job.error) output.note(`viecap: ${job.error.message}`)
      throw job.error ? fromErrorInfo(job.error) : new AppError('engine.cancelled')
    }, resume)
  } finally {
    stop()
    output.endProgress()
  }
}
