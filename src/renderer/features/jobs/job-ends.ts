import type { Job } from '../../../shared/domain'
import { useWorkbenchEvent } from '../../api/events'
import { t } from '../../i18n/i18n'

/** Jobs that took less end while they are looked at. */
const LEAST_MS = 10_000
const told = ['done', 'failed', 'interrupted'] as const
type Told = (typeof told)[number]

const isTold = (state: Job['state']): state is Told => told.some((one) => one === state)

/** Whether the page may put up notifications of the system, or could ask for it. */
export const canNotify = (): NotificationPermission =>
  'Notification' in window ? Notification.permission : 'denied'

/**
 * Says when a job that took a while has ended: by a notification of the system where the page may
 * and is not looked at, else by `note` in the window.
 */
export function useJobEnds(note: (text: string) => void): void {
  useWorkbenchEvent('job', ({ job }) => {
    const { state, startedAt, finishedAt, kind } = job
    if (!isTold(state) || startedAt === null || finishedAt === null) return
    if (finishedAt - startedAt < LEAST_MS) return
    const text = t(`jobs.ended.${state}`, { job: t(`jobs.kind.${kind}`) })
    if (document.hidden && canNotify() === 'granted') new Notification('Viecap', { body: text })
    else note(text)
  })
}
