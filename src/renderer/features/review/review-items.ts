import { computed, ref, shallowRef, watch } from 'vue'
import type { ReviewCounts, ReviewItem, ReviewOrder } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'

/** Pictures read at once. */
const PAGE = 40

/** The pictures of an evaluation, gone through one by one. Made anew for each evaluation and order. */
export function useReviewItems(jobId: number, order: ReviewOrder) {
  const place = ref(0)
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

  return { place, total, item, counts, problem, put, move }
}
