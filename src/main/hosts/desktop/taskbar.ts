import { app, BrowserWindow } from 'electron'
import type { Job } from '../../../shared/domain'
import type { Workbench } from '../../services/workbench/workbench'

/** Progress is drawn at most so often, in milliseconds. */
const DRAW_MS = 250

/** What the bar of the taskbar or dock shows. Above 1 is work whose end is not known. */
export interface BarState {
  fraction: number
  mode: 'none' | 'normal' | 'indeterminate' | 'paused'
}

const EMPTY: BarState = { fraction: -1, mode: 'none' }

/** The bar for the job that is at work, null without one. */
export function barOf(job: Job | null): BarState {
  if (!job) return EMPTY
  const { done, total } = job.progress
  const known = total !== null && total > 0
  if (job.state === 'paused') return { fraction: known ? clamp(done / total) : 1, mode: 'paused' }
  return known
    ? { fraction: clamp(done / total), mode: 'normal' }
    : { fraction: 2, mode: 'indeterminate' }
}

const clamp = (share: number) => Math.max(0, Math.min(1, share))

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
