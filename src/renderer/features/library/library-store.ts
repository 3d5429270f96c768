import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { LibraryInfo } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'

/** The open library, if any, and the ones opened before. */
export const useLibraryStore = defineStore('library', () => {
  const library = shallowRef<LibraryInfo | null>(null)
  const recent = shallowRef<string[]>([])
  /** Where the demo's library is made unless somebody says otherwise. */
  const demoPath = ref('')
  /** False until the workbench has said for the first time what is open. */
  const known = ref(false)

  async function read(): Promise<void> {
    const state = await api.library.state()
    library.value = state.library
    recent.value = state.recent
    demoPath.value = state.demoPath
    known.value = true
  }
  async function open(path: string): Promise<void> {
    library.value = await api.library.open({ path })
  }
  async function create(path: string): Promise<void> {
    library.value = await api.library.create({ path })
  }
  async function openDemo(path: string): Promise<void> {
    library.value = (await api.library.openDemo({ path })).library
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

  return { library, recent, demoPath, known, open, create, openDemo, close }
})
