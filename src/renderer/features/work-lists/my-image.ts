import { ref, watch } from 'vue'
import type { AssignmentState } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { useWorkStore } from './work-store'

/** Whether the image in the editor is given to the person here, and how far they are with it. */
export function useMyImage(imageId: () => number | null) {
  const work = useWorkStore()
  const state = ref<AssignmentState | null>(null)

  async function read(): Promise<void> {
    const id = imageId()
    const found =
      id === null || !work.offered ? null : (await api.workLists.ofImage({ imageId: id })).state
    if (id === imageId()) state.value = found
  }
  const readNow = () => void read().catch(() => undefined)
  watch(
    imageId,
    () => {
      state.value = null
      readNow()
    },
    { immediate: true }
  )
  useChanges(['assignments'], readNow)
  useResync(readNow)
  watch(() => work.offered, readNow)

  /** Says how far they are; true. */
  async function mark(wanted: AssignmentState): Promise<boolean> {
    const id = imageId()
    if (id === null) return false
    await api.workLists.mark({ imageId: id, state: wanted })
    await read()
    return true
  }

  /** After a decision: done, also where there was nothing to change. */
  async function finish(id: number | null): Promise<void> {
    if (id === null || !work.offered) return
    const { state: now } = await api.workLists.ofImage({ imageId: id })
    if (now === 'open') await api.workLists.mark({ imageId: id, state: 'done' })
  }
  return { state, mark, finish }
}

/** Leaves an image to others where it is open for the person here; whether it was. */
export function useLeaving(): (imageId: number) => Promise<boolean> {
  const work = useWorkStore()
  return async (imageId) => {
    if (!work.offered) return false
    const { state } = await api.workLists.ofImage({ imageId })
    if (state !== 'open') return false
    await api.workLists.mark({ imageId, state: 'skipped' })
    return true
  }
}
