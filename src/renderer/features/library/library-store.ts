import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { LibraryInfo } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'

/** The open library, if any, and the ones opened before. */
export const useLibraryStore = defineStore('library', () => {
  const library = shallowRef<LibraryInfo | null>(null)
  const recent = shallowRef<string[]>([])
  /** False until the workbench has said for the first time what is open. */
  const known = ref(false)

  async function read(): Promise<void> {
    const state = await api.library.state()
    library.value = state.library
    recent.value = state.recent
    known.value = true
  }
  async function open(path: string): Promise<void> {
    library.value = await api.library.open({ path })
  }
  async function create(path: string): Promise<void> {
    library.value = await api.library.create({ path })
  }
  async function close(): Promise<void> {
    await api.library.close()
    await read()
  }

  useWorkbenchEvent('library', (event) => {
    library.value = event.library
  })
  // A failed read is repeated when the stream starts over.
  useResync(() => void read().catch(() => undefined))

  return { library, recent, known, open, create, close }
})
