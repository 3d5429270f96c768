import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { UpdateState } from '../../../shared/contract'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'

/** Whether there is a newer version of the application, and how far it is. */
export const useUpdateStore = defineStore('updates', () => {
  const state = shallowRef<UpdateState | null>(null)
  /** The version that the user has closed the banner of. */
  const dismissed = shallowRef<string | null>(null)

  useWorkbenchEvent('updates', ({ updates }) => (state.value = updates))
  const read = () =>
    api.updates.state().then(
      (known) => (state.value = known),
      () => undefined
    )
  useResync(() => void read())

  return {
    state,
    dismissed,
    read,
    check: () => api.updates.check(),
    download: () => api.updates.download(),
    install: () => api.updates.install()
  }
})
