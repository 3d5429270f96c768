import { app, BrowserWindow } from 'electron'
import type { Job } from '../../../shared/domain'
import type { Workbench } from '../../services/workbench/workbench'
import { barOf } from './taskbar-bar'

/** Progress is drawn at most so often, in milliseconds. */
const DRAW_MS = 250

/**
 * Shows the progress of the job at work in the taskbar or dock, and asks for attention at its end
 * where the window is not in front, until it is.
 */
export function showInTaskbar({ events }: Pick<Workbench, 'events'>): void {
  const atWork = new Map<number, Job>()
  let timer: NodeJS.Timeout | undefined

  function draw(): void {
    timer = undefined
    const { fraction, mode } = barOf([...atWork.values()][0] ?? null)
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction, { mode })
  }
  events.listen((event) => {
    if (event.type === 'library' && event.library === null) atWork.clear()
    else if (event.type !== 'job') return
    else if (event.job.state === 'running' || event.job.state === 'paused') {
      atWork.set(event.job.id, event.job)
    } else if (atWork.delete(event.job.id)) askForAttention()
    timer ??= setTimeout(draw, DRAW_MS)
  })
  app.on('browser-window-focus', (_event, window) => window.flashFrame(false))
}

/** On a Mac the icon in the dock bounces, elsewhere the button in the taskbar flashes. */
function askForAttention(): void {
  if (BrowserWindow.getFocusedWindow()) return
  if (process.platform === 'darwin') app.dock?.bounce('informational')
  else for (const window of BrowserWindow.getAllWindows()) window.flashFrame(true)
}
