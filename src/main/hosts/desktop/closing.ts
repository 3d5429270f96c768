import { setTimeout } from 'node:timers/promises'
import { app, powerMonitor } from 'electron'
import { Interruption } from '../../base/process/interruption'
import { askWhileJobsRun } from './ask-while-jobs-run'
import type { Desktop } from './desktop'
import { openJobs } from './open-jobs'

/** How long the library and the engine may take to close: a running job finishes its step first. */
const usualLimits = { idleMs: 20_000, jobMs: 660_000 }

export interface Closing {
  /** Whether the application is on its way out. */
  readonly begun: boolean
}

/**
 * Quits in order: running jobs are asked about, windows close, jobs stop safely, the library and the
 * engine are closed, and then the process ends, at the latest after a while. A logout, a shutdown
 * and a signal do not ask.
 */
export function quitInOrder(desktop: Desktop, limits = usualLimits): Closing {
  const { workbench } = desktop
  const jobs = askWhileJobsRun(desktop)
  let begun = false
  let closed: Promise<void> | null = null

  app.on('before-quit', (event) => {
    if (begun) return
    if (jobs.mayQuit()) begun = true
    else event.preventDefault()
  })
  // A Mac application stays when its window is closed.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    begun = true
    close()
  })

  /** Once: what comes to it from several sides waits for the same end. */
  function close(): void {
    closed ??= closeWithin(openJobs(workbench).length > 0 ? limits.jobMs : limits.idleMs)
  }

  async function closeWithin(limitMs: number): Promise<void> {
    const late = setTimeout(limitMs, 'late' as const, { ref: false })
    const end = await Promise.race([workbench.close(), late]).catch((error: unknown) => {
      workbench.log.error({ error }, 'the workbench could not be closed')
    })
    if (end === 'late') workbench.log.error('closing took too long; the process ends without it')
    app.exit(0)
  }

  /** The session ends: there is no time to ask, nor to wait for the windows. */
  function quitUnasked(): void {
    begun = true
    close()
    app.quit()
  }
  endOnSignals(quitUnasked)
  app.on('browser-window-created', (_event, window) => {
    // Windows alone says so, and nothing else there.
    window.on('query-session-end', quitUnasked)
    window.on('session-end', quitUnasked)
    window.on('close', (event) => {
      if (begun || process.platform === 'darwin') return
      // The last window takes the application with it, which asks before.
      event.preventDefault()
      app.quit()
    })
  })
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Asks the system for the time that it takes.
    event?.preventDefault()
    quitUnasked()
  })
  return {
    get begun() {
      return begun
    }
  }
}

/** A later signal ends it at once. Set when Electron has set its own ways, which it replaces. */
function endOnSignals(quit: () => void): void {
  const interruption = new Interruption()
  const exit = (code: number) => app.exit(code)
  interruption.watch({ on: process.on.bind(process), exit }, () => undefined)
  interruption.signal.addEventListener('abort', quit)
}
