import { isJobElsewhere, type Job } from '../../../shared/domain'
import { formatNumber, isMessageKey, t } from '../../i18n/i18n'

/** A span of time in its largest fitting unit. */
export function spanText(seconds: number): string {
  if (seconds < 90) return t('jobs.seconds', { n: Math.ceil(seconds) })
  if (seconds < 90 * 60) return t('jobs.minutes', { n: Math.round(seconds / 60) })
  return t('jobs.hours', { n: Math.round(seconds / 3600) })
}

/** Bytes as megabytes, the small ones with a decimal. */
export function megabytesText(bytes: number): string {
  const size = bytes / 1e6
  return t('jobs.megabytes', { size: formatNumber(size, size < 10 ? 1 : 0) })
}

/** What a job is doing now. */
export function phaseText(job: Job): string {
  if (job.state !== 'running') return t(`jobs.state.${job.state}`)
  const key = `jobs.phase.${job.progress.phase}`
  return isMessageKey(key) ? t(key) : job.progress.phase
}

/** Counts, rate, time left and place of a job, as far as they are known. */
export function progressText(job: Job): string[] {
  const { cluster, progress } = job
  const { phase, done, total, rate, secondsLeft } = progress
  const count: (value: number, digits?: number) => string =
    phase === 'downloading' ? megabytesText : formatNumber
  const parts = [
    total === null ? count(done) : t('jobs.progress', { done: count(done), total: count(total) })
  ]
  if (rate !== null) {
    parts.push(t('jobs.perSecond', { rate: count(rate, rate < 10 ? 1 : 0) }))
  }
  if (secondsLeft !== null) parts.push(t('jobs.left', { time: spanText(secondsLeft) }))
  if (cluster && isJobElsewhere(job)) parts.push(t('jobs.onCluster', { ...cluster }))
  return parts
}
