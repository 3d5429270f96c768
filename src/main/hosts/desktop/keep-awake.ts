import { BrowserWindow, powerSaveBlocker } from 'electron'
import type { Workbench } from '../../services/workbench/workbench'

/**
 * Keeps the machine from sleeping while a job runs (the screen may go dark), and asks for attention
 * at its end where the window is not looked at.
 */
export function keepAwake({ events }: Pick<Workbench, 'events'>): void {
  let running: { job: number; blocker: number } | null = null
  events.listen((event) => {
    if (event.type !== 'job') return
    const { id, state } = event.job
    if (state === 'running') {
      running ??= { job: id, blocker: powerSaveBlocker.start('prevent-app-suspension') }
    } else if (running?.job === id) {
      powerSaveBlocker.stop(running.blocker)
      running = null
      if (state === 'paused') return
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.isFocused()) window.flashFrame(true)
      }
    }
  })
}
