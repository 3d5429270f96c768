import { app, BrowserWindow, dialog } from 'electron'
import { jobNames } from '../../../shared/job-ends'
import type { Desktop } from './desktop'
import { openJobs } from './open-jobs'

const answers = ['finish', 'pause', 'cancel'] as const

/** What is to become of jobs that run when the application is asked to quit. */
export interface JobsAtQuit {
  /** Whether it may quit now; where jobs run it asks, and quits by itself once it may. */
  mayQuit(): boolean
}

/** Asks whether to quit once the jobs have finished, to stop them safely and quit, or to stay. */
export function askWhileJobsRun(desktop: Desktop): JobsAtQuit {
  const { workbench, word } = desktop
  let asking = false
  let agreed = false
  let stopWaiting: (() => void) | null = null

  async function ask(): Promise<(typeof answers)[number]> {
    const [job, ...others] = openJobs(workbench)
    if (!job) return 'finish'
    const params = {
      job: jobNames[workbench.locale][job.kind],
      count: others.length
    }
    const options = {
      type: 'question' as const,
      message: word(others.length > 0 ? 'closing.running-many' : 'closing.running', params),
      detail: word('closing.detail'),
      buttons: [word('closing.finish'), word('closing.pause'), word('box.cancel')],
      defaultId: 1,
      cancelId: 2,
      noLink: true
    }
    const [window] = BrowserWindow.getAllWindows()
    const { response } = await (window
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options))
    return answers[response] ?? 'cancel'
  }

  /** Quits once no job runs or waits any more. */
  function waitForJobs(): void {
    const quitWhereDone = () => {
      if (openJobs(workbench).length > 0) return
      stopWaiting?.()
      app.quit()
    }
    // A job tells its state before the queue has kept it.
    const stop = workbench.events.listen(({ type }) => {
      if (type === 'job' || type === 'library') setImmediate(quitWhereDone)
    })
    stopWaiting = () => {
      stopWaiting = null
      stop()
    }
    quitWhereDone()
  }

  async function askAndAct(): Promise<void> {
    stopWaiting?.()
    const answer = await ask()
    if (answer === 'finish') waitForJobs()
    if (answer !== 'pause') return
    agreed = true
    app.quit()
  }

  return {
    mayQuit() {
      if (agreed || openJobs(workbench).length === 0) return true
      if (!asking) {
        asking = true
        void askAndAct().finally(() => (asking = false))
      }
      return false
    }
  }
}
