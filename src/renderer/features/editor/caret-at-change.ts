import { nextTick, watch, type Ref } from 'vue'

/**
 * Where a text that has the focus becomes another one, as by an undo, leaves the caret behind what
 * has changed; a browser would put it at the end.
 */
export function useCaretAtChange(
  area: Readonly<Ref<HTMLTextAreaElement | null>>,
  text: () => string
): void {
  watch(text, async (now) => {
    const element = area.value
    // What is typed is there already, and the caret with it.
    if (!element || element !== document.activeElement || element.value === now) return
    const before = element.value
    await nextTick()
    const at = now.length - commonEnd(before, now)
    element.setSelectionRange(at, at)
  })
}

function commonEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length
}
