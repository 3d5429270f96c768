import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { RecentLibrary } from '../../../shared/contract'
import type { LibraryInfo, LibraryOpening } from '../../../shared/domain'
import { api } from '../../api/client'
import { resyncAll, useResync, useWorkbenchEvent } from '../../api/events'
import { useLeavingStore } from './leaving-store'

/** The open library, if any, and the ones opened before. */
export const useLibraryStore = defineStore('library', () => {
  const leaving = useLeavingStore()
  const library = shallowRef<LibraryInfo | null>(null)
  /** The library that is being opened. */
  const opening = shallowRef<LibraryOpening | null>(null)
  const recent = shallowRef<RecentLibrary[]>([])
  /** Where the demo's library is made unless somebody says otherwise. */
  const demoPath = ref('')
  /** False until the workbench has said for the first time what is open. */
  const known = ref(false)

  async function read(): Promise<void> {
    const state = await api.library.state()
    library.value = state.library
    opening.value = state.opening
    recent.value = state.recent
    demoPath.value = state.demoPath
    known.value = true
  }
  const open = (path: string): Promise<void> =>
    leaving.leave(async (leave) => {
      library.value = await api.library.open({ path, ...leave })
    })
  const create = (path: string): Promise<void> =>
    leaving.leave(async (leave) => {
      library.value = await api.library.create({ path, ...leave })
    })
  const openDemo = (path: string): Promise<void> =>
    leaving.leave(async (leave) => {
      library.value = (await api.library.openDemo({ path, ...leave })).library
    })
  /** Opens the library of a folder of photos, and makes it where there is none. */
  const openForPhotos = (folder: string): Promise<void> =>
    leaving.leave(async (leave) => {
      library.value = await api.library.openForPhotos({ folder, ...leave })
    })
  /** Opens the library at a path, and makes it where there is none. */
  async function openOrCreate(path: string): Promise<void> {
    const [found] = await api.host.lookAt({ paths: [path] })
    await (found?.kind === 'library' ? open(path) : create(path))
  }
  const close = (): Promise<void> =>
    leaving.leave(async (leave) => {
      await api.library.close(leave)
      await read()
    })

  /** Takes a library off the list of recent ones; its folder stays as it is. */
  async function forget(path: string): Promise<void> {
    await api.library.forget({ paths: [path] })
    await read()
  }

  useWorkbenchEvent('library', (event) => {
    const wasRefused = Boolean(library.value?.refusal)
    library.value = event.library
    // What could not be saved can be now.
    if (wasRefused && event.library && !event.library.refusal) resyncAll()
  })
  useWorkbenchEvent('opening', (event) => (opening.value = event.opening))
  // A failed read is repeated when the stream starts over.
  useResync(() => void read().catch(() => undefined))

  return {
    library,
    opening,
    recent,
    demoPath,
    known,
    open,
    create,
    openOrCreate,
    openForPhotos,
    openDemo,
    close,
    forget
  }
})
