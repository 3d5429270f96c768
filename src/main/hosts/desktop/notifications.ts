import { app, BrowserWindow, Notification } from 'electron'
import { jobNames, jobEnds, isNotified } from '../../../shared/job-ends'
import type { Closing } from './closing'
import type { Desktop } from './desktop'

/** As `appId` of electron-builder.yml: Windows shows notifications of an application that it knows. */
const APP_ID = 'vn.viecap.workbench'

/** Says by a notification of the system that a job has ended, where no window is in front. */
export function notifyJobEnds({ workbench, word, show }: Desktop, closing: Closing): void {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
  // Kept while they are shown: a click on one that was collected is lost.
  const shown = new Set<Notification>()
  workbench.events.listen((event) => {
    if (event.type !== 'job' || !isNotified(event.job) || closing.begun) return
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return
    const { kind, state } = event.job
    const { locale } = workbench
    const body = jobEnds[locale][state].replace('{job}', jobNames[locale][kind])
    const notification = new Notification({ title: word('app.name'), body })
    shown.add(notification)
    const forget = () => shown.delete(notification)
    notification.on('click', () => {
      forget()
      show()
    })
    notification.on('close', forget)
    notification.on('failed', (_event, error) => {
      forget()
      workbench.log.warn({ error }, 'a notification could not be shown')
    })
    notification.show()
  })
}
