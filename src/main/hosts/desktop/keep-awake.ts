import { powerSaveBlocker } from 'electron'
import { whileJobsRun } from '../../services/jobs/while-jobs-run'
import type { Workbench } from '../../services/workbench/workbench'

/** Keeps the machine from sleeping while a job runs; the screen may go dark. */
export function keepAwake({ events }: Pick<Workbench, 'events'>): void {
  whileJobsRun({ events }, () => {
    const blocker = powerSaveBlocker.start('prevent-app-suspension')
    return () => powerSaveBlocker.stop(blocker)
  })
}
