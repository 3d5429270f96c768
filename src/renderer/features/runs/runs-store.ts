import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef, watch } from 'vue'
import type { Run } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { useLibraryStore } from '../library/library-store'

/** Changes within this time are shown together, in milliseconds. */
const TOGETHER_MS = 100

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
  let telling: number | null = null
  /** Shows what has changed, once for all that a busy cluster reports together. */
  function tell(): void {
    telling ??= window.setTimeout(() => {
      telling = null
      triggerRef(byId)
    }, TOGETHER_MS)
  }
  useWorkbenchEvent('run', ({ run }) => {
    byId.value.set(run.id, run)
    tell()
  })
  useWorkbenchEvent('run-removed', ({ runId }) => {
    byId.value.delete(runId)
    tell()
  })
  useResync(readQuietly)

  return { runs, known, get, read }
})

/** A run's own name, or its id where it has none. */
export const runTitle = (run: Run): string => run.name || run.id
