import { useLocalStorage } from '@vueuse/core'
import { computed, ref, shallowRef, toRef, watch } from 'vue'
import type { ReviewCounts, ReviewItem, ReviewOrder, ReviewVerdict } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { useLibraryStore } from '../library/library-store'

/** Images read at once. */
const PAGE = 40

/** Where somebody is in a review. */
interface ReviewPlace {
  place: number
  /** Index of the chosen caption of the image. */
  chosen: number
  /** By caption, what it is to be instead; it stays while somebody looks at other ones. */
  drafts: Record<number, string>
}

/**
 * The images of an evaluation, gone through one by one. Recreated for each evaluation and order.
 * The place in it, with a text that is being written, survives a reload and a closed tab; where
 * nothing is open at that place any more, it is the first that has something open. It begins at the
 * image `wanted`, where the evaluation has it; `lost` says that it has not.
 */
export function useReviewItems(jobId: number, order: ReviewOrder, wanted: number | null = null) {
  const key = `viecap:review:${useLibraryStore().library?.path ?? ''}:${jobId}:${order}`
  const at = useLocalStorage<ReviewPlace>(
    key,
    { place: 0, chosen: 0, drafts: {} },
    // Another tab is at a place of its own.
    { mergeDefaults: true, listenToStorageChanges: false }
  )
  const place = toRef(at.value, 'place')
  const chosen = toRef(at.value, 'chosen')
  const total = ref(0)
  const items = shallowRef(new Map<number, ReviewItem>())
  const counts = shallowRef<ReviewCounts | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const item = computed(() => items.value.get(place.value) ?? null)
  const caption = computed(() => item.value?.captions[chosen.value] ?? null)
  /** What the chosen caption is to be instead; null while it is not being corrected. */
  const draft = computed({
    get: () => (caption.value && at.value.drafts[caption.value.captionId]) ?? null,
    set: (text) => {
      if (caption.value) setDraft(caption.value.captionId, text)
    }
  })
  function setDraft(captionId: number, text: string | null): void {
    const others = Object.fromEntries(
      Object.entries(at.value.drafts).filter(([id]) => Number(id) !== captionId)
    )
    at.value.drafts = text === null ? others : { ...others, [captionId]: text }
  }

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
    items.value = new Map(
      [...items.value].map(([at, row]) => [at, row.imageId === changed.imageId ? changed : row])
    )
  }
  /** Settles the chosen caption; true while it is still the chosen one, with nothing typed since. */
  async function settle(finding: ReviewVerdict): Promise<boolean> {
    const settled = caption.value
    if (!settled?.now) return false
    const { captionId, now } = settled
    const typed = draft.value
    put(await api.review.settle({ jobId, captionId, version: now.version, finding }))
    if ((at.value.drafts[captionId] ?? null) !== typed) return false
    setDraft(captionId, null)
    return caption.value?.captionId === captionId
  }
  /** Index of the first caption of the image in view that is open, else of its first one. */
  const firstOpen = (): number =>
    Math.max(0, item.value?.captions.findIndex(({ state }) => state === 'open') ?? 0)

  const lost = ref(false)

  /** Goes to an image, wherever it stands in the order; false where the evaluation has it not. */
  async function goTo(imageId: number): Promise<boolean> {
    const to = await api.review.placeOf({ jobId, order, imageId })
    lost.value = to === null
    if (to === null) return false
    place.value = to
    await readPage(to)
    return true
  }

  async function start(): Promise<void> {
    if (wanted !== null && (await goTo(wanted))) {
      chosen.value = firstOpen()
      return
    }
    const from = place.value
    await readPage(from)
    const here = item.value?.captions ?? []
    const busy = here.some(
      ({ state, captionId }) => state === 'open' || captionId in at.value.drafts
    )
    if (busy || total.value === 0 || place.value !== from) return
    const open = await api.review.firstOpen({ jobId, order })
    if (open === null || place.value !== from) return
    await readPage(open)
    place.value = open
    chosen.value = firstOpen()
  }
  const report = (error: unknown) => void (problem.value = toProblem(error))

  /** Goes to an image that was looked at before; false where it is none of these. */
  function goToImage(imageId: number): boolean {
    const found = [...items.value].find(([, row]) => row.imageId === imageId)
    if (!found) return false
    place.value = found[0]
    return true
  }
  /** False at either end. */
  function move(by: number): boolean {
    const to = place.value + by
    if (to < 0 || to >= total.value) return false
    lost.value = false
    place.value = to
    return true
  }

  watch(place, (now) => {
    // The next page is there before it is come to.
    for (const near of [now, now + PAGE / 2]) {
      if (near > 0 && near < total.value && !items.value.has(near)) void readPage(near)
    }
  })
  void start().catch(report)
  useChanges(['captions'], () => void readPage(place.value))
  useResync(() => void readPage(place.value))

  return {
    place,
    chosen,
    caption,
    draft,
    total,
    item,
    counts,
    problem,
    settle,
    move,
    goTo,
    goToImage,
    lost,
    firstOpen
  }
}
