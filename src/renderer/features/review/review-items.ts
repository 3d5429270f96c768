import { useSessionStorage } from '@vueuse/core'
import { computed, ref, shallowRef, toRef, watch } from 'vue'
import type { ReviewCounts, ReviewItem, ReviewOrder } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { useLibraryStore } from '../library/library-store'

/** Pictures read at once. */
const PAGE = 40

/** Where somebody is in a review; `draft` is what the caption is to be instead, while it is written. */
interface ReviewPlace {
  place: number
  /** Index of the chosen caption of the picture. */
  chosen: number
  draft: string | null
}

/**
 * The pictures of an evaluation, gone through one by one. Made anew for each evaluation and order.
 * The place in it, with a text that is being written, survives a reload.
 */
export function useReviewItems(jobId: number, order: ReviewOrder) {
  const key = `viecap:review:${useLibraryStore().library?.path ?? ''}:${jobId}:${order}`
  const at = useSessionStorage<ReviewPlace>(key, { place: 0, chosen: 0, draft: null })
  const place = toRef(at.value, 'place')
  const chosen = toRef(at.value, 'chosen')
  const draft = toRef(at.value, 'draft')
  const total = ref(0)
  const items = shallowRef(new Map<number, ReviewItem>())
  const counts = shallowRef<ReviewCounts | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const item = computed(() => items.value.get(place.value) ?? null)

  async function readPage(of: number): Promise<void> {
    const offset = PAGE * Math.floor(of / PAGE)
    try {
      const page = await api.review.page({ jobId, order, offset, limit: PAGE })
      total.value = page.total
      if (place.value >= page.total) place.value = Math.max(0, page.total - 1)
      items.value = new Map([
        ...items.value,
        ...page.rows.map((row, index) => [offset + index, row] as const)
      ])
      counts.value = await api.review.counts({ jobId })
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    }
  }
  function put(changed: ReviewItem): void {
    items.value = new Map(items.value).set(place.value, changed)
  }
  /** False at either end. */
  function move(by: number): boolean {
    const to = place.value + by
    if (to < 0 || to >= total.value) return false
    place.value = to
    return true
  }

  watch(
    place,
    (now) => {
      // The next page is there before it is come to.
      for (const near of [now, now + PAGE / 2]) {
        if (near === 0 || (near < total.value && !items.value.has(near))) void readPage(near)
      }
    },
    { immediate: true }
  )
  useWorkbenchEvent('data', ({ entity }) => {
    if (entity === 'captions') void readPage(place.value)
  })
  useResync(() => void readPage(place.value))

  return { place, chosen, draft, total, item, counts, problem, put, move }
}
