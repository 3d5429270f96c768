import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef, watch } from 'vue'
import type { Run } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { useLibraryStore } from '../library/library-store'

/** The training runs, newest first, kept up to date by events. */
export const useRunsStore = defineStore('runs', () => {
  const library = useLibraryStore()
  const byId = shallowRef(new Map<string, Run>())
  const known = shallowRef(false)
  const runs = computed(() =>
    [...byId.value.values()].sort((a, b) => b.createdAt - a.createdAt || b.id.localeCompare(a.id))
  )

  async function read(): Promise<void> {
    const listed = library.library ? await api.runs.list() : []
    byId.value = new Map(listed.map((run) => [run.id, run]))
    known.value = true
  }
  const readQuietly = () => void read().catch(() => undefined)
  const get = (id: string): Run | null => byId.value.get(id) ?? null

  watch(
    () => library.library?.path,
    () => {
      known.value = false
      readQuietly()
    },
    { immediate: true }
  )
  useWorkbenchEvent('run', ({ run }) => {
    byId.value.set(run.id, run)
    triggerRef(byId)
  })
  useWorkbenchEvent('run-removed', ({ runId }) => {
    byId.value.delete(runId)
    triggerRef(byId)
  })
  useResync(readQuietly)

  return { runs, known, get, read }
})

/** A run's own name, or its id where it has none. */
export const runTitle = (run: Run): string => run.name || run.id
