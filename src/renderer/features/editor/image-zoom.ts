import { select } from 'd3-selection'
import { zoom, zoomIdentity, type ZoomTransform } from 'd3-zoom'
import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'

export interface Size {
  width: number
  height: number
}

/** The scale at which an image of `image` pixels just fits the frame; small ones grow at most twofold. */
const fitScale = (frame: Size, image: Size): number =>
  Math.min(2, frame.width / image.width, frame.height / image.height)

const MAX_SCALE = 16

/**
 * Wheel zooms to the pointer, dragging moves, double click goes between fit and full size. A
 * image that was not zoomed stays fitted when its frame changes.
 */
export function useImageZoom(
  box: Readonly<Ref<HTMLElement | null>>,
  frame: Ref<Size>,
  image: Ref<Size | null>
) {
  const transform = ref({ x: 0, y: 0, k: 1 })
  const fitted = ref(true)
  const behaviour = zoom<HTMLElement, unknown>().on(
    'zoom',
    (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      const { x, y, k } = event.transform
      transform.value = { x, y, k }
      if (event.sourceEvent) fitted.value = false
    }
  )

  function centre(scale: number): void {
    if (!box.value || !image.value) return
    const { width, height } = frame.value
    select(box.value).call(
      behaviour.transform,
      zoomIdentity
        .translate(
          (width - image.value.width * scale) / 2,
          (height - image.value.height * scale) / 2
        )
        .scale(scale)
    )
  }
  function fit(): void {
    if (!image.value || frame.value.width === 0) return
    const scale = fitScale(frame.value, image.value)
    behaviour.scaleExtent([Math.min(scale, 1) / 2, MAX_SCALE])
    fitted.value = true
    centre(scale)
  }
  /** Zooms about the middle of the frame. */
  function zoomBy(factor: number): void {
    if (!box.value) return
    fitted.value = false
    select(box.value).call(behaviour.scaleBy, factor)
  }
  function actualSize(): void {
    fitted.value = false
    centre(1)
  }

  onMounted(() => {
    if (!box.value) return
    select(box.value)
      .call(behaviour)
      .on('dblclick.zoom', () => (fitted.value ? actualSize() : fit()))
  })
  onBeforeUnmount(() => {
    if (box.value) select(box.value).on('.zoom', null)
  })
  watch(image, fit, { flush: 'post' })
  watch(frame, () => fitted.value && fit(), { flush: 'post' })

  return {
    fit,
    actualSize,
    zoomBy,
    fitted,
    percent: computed(() => Math.round(transform.value.k * 100)),
    style: computed(() => {
      const { x, y, k } = transform.value
      return { transform: `translate(${x}px, ${y}px) scale(${k})` }
    })
  }
}
