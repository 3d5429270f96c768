import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef, watch } from 'vue'
import { isJobElsewhere, type Job, type JobKind, type JobState } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem } from '../../api/problem'
import { useLibraryStore } from '../library/library-store'

const LISTED = 100
const finished: readonly JobState[] = ['done', 'failed', 'cancelled', 'interrupted']

/** The engine's long work can wait after a step; other jobs are cancelled and resumed instead. */
export const canPause = (job: Job): boolean =>
  (job.kind === 'train' || job.kind === 'caption') && !isJobElsewhere(job)

export const isFinished = (job: Job): boolean => finished.includes(job.state)

/** The queue, newest job first, kept up to date by events. */
export const useJobsStore = defineStore('jobs', () => {
  const library = useLibraryStore()
  const byId = shallowRef(new Map<number, Job>())
  const jobs = computed(() => [...byId.value.values()].sort((a, b) => b.id - a.id))
  /** The job that has the engine: at work, or waiting in the middle of it. */
  const running = computed(
    () =>
      jobs.value.find(
        (job) => (job.state === 'running' && !isJobElsewhere(job)) || job.state === 'paused'
      ) ?? null
  )
  /** Those that clusters have: they go on whatever this machine does. */
  const elsewhere = computed(() => jobs.value.filter(isJobElsewhere))
  /** In the order in which they will be done. */
  const queued = computed(() =>
    jobs.value
      .filter((job) => job.state === 'queued')
      .sort((a, b) => a.position - b.position || a.id - b.id)
  )
  const interrupted = computed(() => jobs.value.filter((job) => job.state === 'interrupted'))

  function put(job: Job): void {
    byId.value.set(job.id, job)
    triggerRef(byId)
  }
  async function read(): Promise<void> {
    const listed = library.library ? await api.jobs.list({ limit: LISTED }) : []
    byId.value = new Map(listed.map((job) => [job.id, job]))
  }
  const readQuietly = () => void read().catch(() => undefined)
  const get = (id: number | null): Job | null => (id === null ? null : (byId.value.get(id) ?? null))
  /** A job that may not be among the newest; null where the library has none of this id. */
  async function find(id: number): Promise<Job | null> {
    try {
      put(await api.jobs.get({ id }))
    } catch (error) {
      if (toProblem(error).code !== 'entity.not-found') throw error
    }
    return get(id)
  }
  const ofKind = (kind: JobKind): Job[] => jobs.value.filter((job) => job.kind === kind)

  useWorkbenchEvent('run-removed', ({ jobId }) => {
    if (jobId !== null && byId.value.delete(jobId)) triggerRef(byId)
  })
  useWorkbenchEvent('job', (event) => put(event.job))
  watch(() => library.library?.path, readQuietly, { immediate: true })
  useResync(readQuietly)

  return {
    jobs,
    running,
    elsewhere,
    queued,
    interrupted,
    get,
    find,
    ofKind,
    cancel: (id: number) => api.jobs.cancel({ id }),
    move: (id: number, before: number | null) => api.jobs.move({ id, before }),
    setPaused: (id: number, paused: boolean) => api.jobs.setPaused({ id, paused }),
    resume: (id: number) => api.jobs.resume({ id })
  }
})
