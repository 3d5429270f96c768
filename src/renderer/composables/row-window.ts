import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'

/** Tallest that rows are laid out in pixels. Browsers lose precision at some 16 million. */
export const MAX_HEIGHT = 8_000_000
/** What is drawn above and below the rows in view, in pixels: a turn of the wheel or two. */
const OVERSCAN = 600

interface Rows {
  count: number
  /** Of each row, in pixels. */
  height: number
  /** Room above the first and below the last, in pixels. */
  padding: number
}

/**
 * The rows in view of a list of any length in the scrolled element `box`. Where all rows together
 * are taller than a browser can lay out, the scroll bar stands for a share of the way, and the
 * wheel still moves by its own pixels.
 */
export function useRowWindow(box: Readonly<Ref<HTMLElement | null>>, rows: Ref<Rows>) {
  const { height: viewHeight } = useElementSize(box)
  /** How far the rows are scrolled, in their own pixels. */
  const top = ref(0)
  /** Where the element was last scrolled to from here; its event then tells nothing new. */
  let placedAt = -1

  const fullHeight = computed(() => rows.value.count * rows.value.height + 2 * rows.value.padding)
  const spaceHeight = computed(() => Math.min(fullHeight.value, MAX_HEIGHT))
  const farthest = computed(() => Math.max(0, fullHeight.value - viewHeight.value))
  /** Pixels of the rows to one of the scroll bar. */
  const scale = computed(() =>
    fullHeight.value > MAX_HEIGHT ? farthest.value / (spaceHeight.value - viewHeight.value) : 1
  )

  /** Numbers of the rows to be drawn, and how far down each is in the scrolled space. */
  const shown = computed(() => {
    const { count, height, padding } = rows.value
    const first = Math.max(0, Math.floor((top.value - padding - OVERSCAN) / height))
    const end = Math.ceil((top.value - padding + viewHeight.value + OVERSCAN) / height)
    const shift = scale.value === 1 ? 0 : top.value / scale.value - top.value
    return Array.from({ length: Math.max(0, Math.min(count, end) - first) }, (_, i) => ({
      row: first + i,
      y: padding + (first + i) * height + shift
    }))
  })
  /** As many rows as may be drawn at once: an element can be used again by every so manyth row. */
  const slots = computed(() => Math.ceil((viewHeight.value + 2 * OVERSCAN) / rows.value.height) + 2)

  function moveTo(wanted: number): void {
    if (!box.value) return
    const inside = Math.max(0, Math.min(wanted, farthest.value))
    top.value = inside
    box.value.scrollTop = inside / scale.value
    placedAt = box.value.scrollTop
  }

  function onScroll(): void {
    if (!box.value) return
    if (scale.value !== 1 && Math.abs(box.value.scrollTop - placedAt) < 1) return
    placedAt = -1
    top.value = Math.min(box.value.scrollTop * scale.value, farthest.value)
  }

  function onWheel(event: WheelEvent): void {
    if (scale.value === 1 || event.ctrlKey) return
    event.preventDefault()
    const unit = [1, rows.value.height / 3, viewHeight.value][event.deltaMode] ?? 1
    moveTo(top.value + event.deltaY * unit)
  }
  useEventListener(box, 'scroll', onScroll, { passive: true })
  useEventListener(box, 'wheel', onWheel, { passive: false })
  // Fewer rows than before: the browser moves the element, and tells of it by no event.
  watch([fullHeight, viewHeight], () => {
    if (top.value > farthest.value) moveTo(farthest.value)
  })

  /** Brings a row into sight: to the top, or no farther than needed. */
  function scrollToRow(row: number, align: 'start' | 'nearest'): void {
    const { height, padding } = rows.value
    const start = padding + row * height
    const before = start - padding
    const behind = start + height + padding - viewHeight.value
    if (align === 'start') moveTo(before)
    else if (before < top.value) moveTo(before)
    else if (behind > top.value) moveTo(behind)
  }

  return {
    viewHeight,
    spaceHeight,
    shown,
    slots,
    scrollToRow,
    /** The first row in view. */
    topRow: computed(() => Math.floor(top.value / rows.value.height))
  }
}
