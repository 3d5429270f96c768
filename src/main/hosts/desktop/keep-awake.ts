import { BrowserWindow, powerSaveBlocker } from 'electron'
import { whileJobsRun } from '../../services/jobs/while-jobs-run'
import type { Workbench } from '../../services/workbench/workbench'

/**
 * Keeps the machine from sleeping while a job runs (the screen may go dark), and asks for attention
 * at its end where the window is not looked at.
 */
export function keepAwake({ events }: Pick<Workbench, 'events'>): void {
  whileJobsRun({ events }, () => {
    const blocker = powerSaveBlocker.start('prevent-app-suspension')
    return () => powerSaveBlocker.stop(blocker)
  })
  const running = new Set<number>()
  events.listen((event) => {
    if (event.type !== 'job') return
    const { id, state } = event.job
    if (state === 'running') running.add(id)
    else if (running.delete(id) && state !== 'paused') askForAttention()
  })
}

function askForAttention(): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isFocused()) window.flashFrame(true)
  }
}
