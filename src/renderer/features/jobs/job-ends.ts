import { isNotified } from '../../../shared/job-ends'
import { useWorkbenchEvent } from '../../api/events'
import { t } from '../../i18n/i18n'

/** Whether the page may put up notifications of the system, or could ask for it. */
export const canNotify = (): NotificationPermission =>
  'Notification' in window ? Notification.permission : 'denied'

/**
 * Says when a job that took a while has ended: by a notification of the system where the page may
 * and is not looked at, else by `note` in the window.
 */
export function useJobEnds(note: (text: string) => void): void {
  useWorkbenchEvent('job', ({ job }) => {
    if (!isNotified(job)) return
    const text = t(`jobs.ended.${job.state}`, { job: t(`jobs.kind.${job.kind}`) })
    if (document.hidden && canNotify() === 'granted') new Notification('Viecap', { body: text })
    else note(text)
  })
}
