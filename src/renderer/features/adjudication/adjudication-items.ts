import { useLocalStorage } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Adjudication, AdjudicationItem } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { useLibraryStore } from '../library/library-store'

/**
 * Images to decide on, one at a time, in an order that stays while somebody goes through it: those that
 * are decided stay in their places. It begins at the image `wanted`, where it is one of them. What is
 * being written survives a reload.
 */
export function useAdjudicationItems(filter: string, wanted: number | null) {
  const ids = shallowRef<number[] | null>(null)
  const place = ref(0)
  const item = shallowRef<AdjudicationItem | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const total = computed(() => ids.value?.length ?? 0)
  const imageId = computed(() => ids.value?.[place.value] ?? null)

  const key = `viecap:adjudication:${useLibraryStore().library?.path ?? ''}`
  /** By image. */
  const drafts = useLocalStorage<Record<number, string>>(key, {}, { listenToStorageChanges: false })
  const draft = computed({
    get: () => (imageId.value === null ? null : (drafts.value[imageId.value] ?? null)),
    set: (text) => {
      if (imageId.value === null) return
      const others = Object.entries(drafts.value).filter(([id]) => Number(id) !== imageId.value)
      const kept = Object.fromEntries(others) as Record<number, string>
      drafts.value = text === null ? kept : { ...kept, [imageId.value]: text }
    }
  })

  async function readQueue(): Promise<void> {
    try {
      const { imageIds } = await api.adjudication.queue({ filter: { text: filter } })
      ids.value = imageIds
      place.value = Math.max(0, wanted === null ? 0 : imageIds.indexOf(wanted))
      await readItem()
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    }
  }

  /** The image in view as it is now. */
  async function readItem(): Promise<void> {
    const asked = imageId.value
    if (asked === null) {
      item.value = null
      return
    }
    try {
      const now = await api.adjudication.get({ imageId: asked })
      if (imageId.value === asked) item.value = now
    } catch (error) {
      problem.value = toProblem(error)
    }
  }

  /** Decides on the image in view; what has become of it, or null where none is in view. */
  async function settle(choice: Adjudication['choice']): Promise<AdjudicationItem | null> {
    const decided = item.value
    if (!decided || decided.imageId !== imageId.value) return null
    const candidates = decided.candidates.map(({ id, version }) => ({ id, version }))
    const settled = await api.adjudication.settle({ imageId: decided.imageId, candidates, choice })
    if (imageId.value === settled.imageId) {
      item.value = settled
      draft.value = null
    }
    return settled
  }

  /** False at either end. */
  function move(by: number): boolean {
    const to = place.value + by
    if (to < 0 || to >= total.value) return false
    place.value = to
    return true
  }
  function goTo(id: number): boolean {
    const to = ids.value?.indexOf(id) ?? -1
    if (to >= 0) place.value = to
    return to >= 0
  }

  watch(imageId, () => void readItem())
  void readQueue()
  /** Without an image in view there may be some by now; otherwise the order stays. */
  const follow = () => void (total.value === 0 ? readQueue() : readItem())
  useChanges(['captions'], follow)
  useResync(follow)
  return { place, total, item, imageId, draft, problem, ids, settle, move, goTo, readQueue }
}
