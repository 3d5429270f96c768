import type { Job } from '../../../shared/domain'

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
