import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CaptionerChoice, Evaluation } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { useLibraryStore } from '../library/library-store'
import { useModelsStore } from '../models/models-store'
import { runTitle, useRunsStore } from '../runs/runs-store'

/** The evaluations that are done, newest first, kept up to date by events. */
export const useEvaluationsStore = defineStore('evaluations', () => {
  const library = useLibraryStore()
  const runs = useRunsStore()
  const models = useModelsStore()
  const evaluations = shallowRef<Evaluation[]>([])
  const known = shallowRef(false)

  async function read(): Promise<void> {
    evaluations.value = library.library ? await api.review.evaluations() : []
    known.value = true
  }
  const readQuietly = () => void read().catch(() => undefined)

  /** What an evaluated captioner is called; captioners that wrote together by all their names. */
  function nameOf({
    ensemble = [],
    ...first
  }: CaptionerChoice & { ensemble?: readonly CaptionerChoice[] }): string {
    return [first, ...ensemble].map(nameOfOne).join(' + ')
  }

  function nameOfOne({ runId, checkpoint, modelId }: CaptionerChoice): string {
    if (runId === undefined) {
      return models.models.find(({ id }) => id === modelId)?.name ?? String(modelId)
    }
    const run = runs.get(runId)
    const name = run ? runTitle(run) : runId
    return checkpoint === 'best' || checkpoint === undefined ? name : `${name} · ${checkpoint}`
  }

  watch(
    () => library.library?.path,
    () => {
      known.value = false
      readQuietly()
    },
    { immediate: true }
  )
  useWorkbenchEvent('job', ({ job }) => {
    if (job.kind === 'evaluate' && job.state === 'done') readQuietly()
  })
  useResync(readQuietly)

  return {
    evaluations,
    known,
    nameOf,
    get: (id: number) => evaluations.value.find(({ jobId }) => jobId === id) ?? null,
    kept: computed(() => evaluations.value.filter(({ kept }) => kept))
  }
})
