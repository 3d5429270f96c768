import { computed, type ComputedRef } from 'vue'
import * as v from 'valibot'
import { DownloadParams, type Job } from '../../../shared/domain'
import { useRemembered } from '../../composables/remembered'
import { useJobsStore } from '../jobs/jobs-store'

export interface Download {
  job: Job
  /** As it was asked for. */
  name: string
}

/**
 * The downloads that a person is to see, the newest first: those under way, and of each model the
 * last one if it came to nothing, until it is put away.
 */
export function useDownloads(): {
  downloads: ComputedRef<Download[]>
  hide: (job: Job) => void
} {
  const jobs = useJobsStore()
  /** The moments that their jobs were queued at, which are their own in every library. */
  const away = useRemembered('downloads:away', v.array(v.number()), [])
  const downloads = computed(() => {
    const newest = new Map<string, Download>()
    for (const job of jobs.ofKind('download')) {
      const params = v.safeParse(DownloadParams, job.params)
      if (params.success && params.output.kind !== 'model') continue
      const name = params.success ? params.output.name : ''
      if (!newest.has(name)) newest.set(name, { job, name })
    }
    return [...newest.values()].filter(
      ({ job }) => job.state !== 'done' && !away.value.includes(job.createdAt)
    )
  })
  return { downloads, hide: ({ createdAt }) => away.value.push(createdAt) }
}
