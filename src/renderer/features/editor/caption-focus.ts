import { computed, nextTick, ref, watch, type Ref } from 'vue'
import type { CaptionDraft } from './caption-draft'
import type { ImageEditing } from './image-editing'

/** What of a row is used: see `CaptionRow`. */
interface Row {
  focus(): void
  caret(): number
  fixFirst(): boolean
  writeNote(sendBack: boolean): void
}

/**
 * Where the keyboard is among the captions of the editor. It stays in their texts from one image to
 * the next, at the first caption that nobody has decided on, and where a text goes away it goes to
 * its neighbour; but it is taken from nothing else, such as the strip or the filter.
 */
export function useCaptionFocus(
  { image, drafts, switching }: ImageEditing,
  panel: Readonly<Ref<HTMLElement | null>>
) {
  const rows = new Map<string, Row>()
  /** The caption that has, or had last, the keyboard. */
  const currentKey = ref('')
  /** Its index, or that of the one in its place. */
  let lastIndex = 0
  const current = computed(() => {
    const at = drafts.value.findIndex(({ key }) => key === currentKey.value)
    return at >= 0 ? at : Math.max(0, Math.min(lastIndex, drafts.value.length - 1))
  })
  /** The texts are to have the keyboard when they are there: as an editor that was just opened. */
  let wanted = true

  const rowOf = (draft: CaptionDraft | undefined) => (draft ? rows.get(draft.key) : undefined)
  const focusOn = (draft: CaptionDraft | undefined): void => rowOf(draft)?.focus()
  function setRow({ key }: CaptionDraft, row: unknown): void {
    if (row) rows.set(key, row as Row)
    else rows.delete(key)
  }
  function focused(draft: CaptionDraft): void {
    currentKey.value = draft.key
    lastIndex = drafts.value.indexOf(draft)
  }
  const firstUndecided = (): CaptionDraft | undefined =>
    drafts.value.find(({ stored }) => (stored.value?.status ?? 'draft') === 'draft') ??
    drafts.value[0]

  /** Whether the keyboard is in the captions, or nowhere. */
  function isFree(): boolean {
    const active = document.activeElement
    return !active || active === document.body || (panel.value?.contains(active) ?? false)
  }

  watch(
    () => image.value?.id,
    async (id) => {
      if (id === undefined) return
      const take = wanted || isFree()
      wanted = false
      const first = firstUndecided()
      currentKey.value = first?.key ?? ''
      await nextTick()
      if (take) focusOn(first)
    },
    { immediate: true }
  )

  // A text that has the keyboard may go away, as by an undo: what is left of the image takes it.
  watch(drafts, async (now, before) => {
    const active = document.activeElement
    const had = active instanceof HTMLTextAreaElement && panel.value?.contains(active)
    if (!had || now[0]?.key === undefined || now === before) return
    await nextTick()
    if (!active.isConnected && isFree()) focusOn(drafts.value[current.value])
  })

  /** Goes to the texts, at once or when those of the image being gone to are there. */
  function focus(): void {
    if (switching.value || !image.value) wanted = true
    else focusOn(firstUndecided())
  }

  return { current, focusOn, rowOf, setRow, focused, focus }
}
