import { mount } from '@vue/test-utils'
import { computed, defineComponent, h, nextTick, ref, useTemplateRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { MAX_HEIGHT, useRowWindow } from './row-window'

/** A list in an element of 600 pixels; the stand-in for a browser lays nothing out. */
async function list(count: number, rowHeight: number) {
  const rows = ref({ count, height: rowHeight, padding: 10 })
  let window: ReturnType<typeof useRowWindow> | undefined
  const wrapper = mount(
    defineComponent({
      setup() {
        const box = useTemplateRef<HTMLElement>('box')
        window = useRowWindow(
          box,
          computed(() => rows.value)
        )
        return () => h('div', { ref: 'box' })
      }
    }),
    { attachTo: document.body }
  )
  if (!window) throw new Error('not mounted')
  await nextTick()
  window.viewHeight.value = 600
  const element = wrapper.element as HTMLElement
  const scroll = (to: number) => {
    element.scrollTop = to
    element.dispatchEvent(new Event('scroll'))
  }
  const numbers = () => window?.shown.value.map(({ row }) => row) ?? []
  return { ...window, rows, element, scroll, numbers }
}

describe('a list that fits a browser', () => {
  it('draws what is in sight and a little around it', async () => {
    const { shown, scroll, numbers, spaceHeight, slots } = await list(1000, 100)
    expect(spaceHeight.value).toBe(100_020)
    expect(numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    scroll(50_000)
    expect(numbers()[0]).toBe(493)
    expect(shown.value[0]?.y).toBe(49_310)
    expect(numbers().length).toBeLessThanOrEqual(slots.value)
    scroll(99_420)
    expect(numbers().at(-1)).toBe(999)
  })

  it('scrolls no farther than needed', async () => {
    const { scrollToRow, element, topRow } = await list(1000, 100)
    scrollToRow(3, 'nearest')
    expect(element.scrollTop).toBe(0)
    scrollToRow(8, 'nearest')
    expect(element.scrollTop).toBe(320)
    scrollToRow(8, 'start')
    expect(element.scrollTop).toBe(800)
    expect(topRow.value).toBe(8)
    scrollToRow(2, 'nearest')
    expect(element.scrollTop).toBe(200)
    scrollToRow(999, 'start')
    expect(element.scrollTop).toBe(99_420)
  })
})

describe('a list taller than a browser can lay out', () => {
  it('reaches every row, and moves by the wheel as any other', async () => {
    const { scrollToRow, shown, numbers, element, scroll, topRow } = await list(1_000_000, 220)
    expect(parseInt(String(shown.value[0]?.y))).toBe(10)
    scrollToRow(900_000, 'start')
    expect(topRow.value).toBe(900_000)
    expect(numbers()).toContain(900_000)
    const at = () => (shown.value.find(({ row }) => row === 900_000)?.y ?? 0) - element.scrollTop
    // Ten pixels of padding above it.
    expect(at()).toBeCloseTo(10, 3)
    const wheel = new WheelEvent('wheel', { deltaY: 50, cancelable: true })
    element.dispatchEvent(wheel)
    expect(wheel.defaultPrevented).toBe(true)
    expect(at()).toBeCloseTo(-40, 3)
    scroll(MAX_HEIGHT - 600)
    expect(numbers().at(-1)).toBe(999_999)
    scroll(0)
    expect(numbers()[0]).toBe(0)
  })

  it('stays inside when it becomes shorter', async () => {
    const { scrollToRow, rows, numbers } = await list(1_000_000, 220)
    scrollToRow(999_999, 'start')
    rows.value = { ...rows.value, count: 4 }
    await nextTick()
    expect(numbers()).toEqual([0, 1, 2, 3])
  })
})
