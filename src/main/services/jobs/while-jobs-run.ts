import { isJobElsewhere } from '../../../shared/domain'
import type { Workbench } from '../workbench/workbench'

/**
 * Begins something when a job starts to run, and ends it when none runs any more; one that is paused,
 * over, or on a cluster does not.
 *
 * @param begin Gives the function that ends it.
 */
export function whileJobsRun({ events }: Pick<Workbench, 'events'>, begin: () => () => void): void {
  const running = new Set<number>()
  let end: (() => void) | null = null
  events.listen((event) => {
    if (event.type !== 'job') return
    const { id, state } = event.job
    if (state === 'running' && !isJobElsewhere(event.job)) running.add(id)
    else running.delete(id)
    if (running.size > 0) end ??= begin()
    else {
      end?.()
      end = null
    }
  })
}
