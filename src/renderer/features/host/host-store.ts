import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HostAbilities, PathMode } from '../../../shared/contract'
import { api } from '../../api/client'
import { useResync } from '../../api/events'

/** What the program around the page can do: the desktop application, or a browser on the host. */
export const useHostStore = defineStore('host', () => {
  const abilities = shallowRef<HostAbilities>({
    pathDialogs: false,
    droppedPaths: false,
    fileManager: false
  })
  async function read(): Promise<void> {
    abilities.value = await api.host.abilities()
  }
  useResync(() => void read().catch(() => undefined))

  /** Asks for a path in the system's dialog; null where it is dismissed. */
  async function choosePath(
    mode: PathMode,
    choice: { title: string; start?: string; suggestedName?: string }
  ): Promise<string | null> {
    const { path } = await api.host.choosePath({ mode, start: '', ...choice })
    return path
  }
  return { abilities, choosePath }
})
