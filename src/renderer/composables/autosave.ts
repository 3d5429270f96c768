import { ref, shallowRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'
import { noteUnsaved } from './unsaved-work'

export type SaveMark = 'saved' | 'unsaved' | 'saving' | 'error'

/** How long typing rests before a text is saved. */
export const AUTOSAVE_MS = 600

export interface AutosaveOptions {
  /** The text that is stored already. */
  stored: string
  /** A text typed earlier that could not be saved then. */
  unsaved?: string
  /** Stores `text`; rejects when it could not. `later`: it is not to be stored yet. */
  save: (text: string) => Promise<unknown>
  /** Called with every text that is not stored yet, and with null once all is stored. */
  keep?: (text: string | null) => void
}

/**
 * Saves a text while it is being typed. One save runs at a time and the newest text wins; a text
 * that could not be saved stays where it is and is tried again at the next edit or flush.
 */
export function useAutosave({ stored, unsaved, save, keep }: AutosaveOptions) {
  const text = ref(unsaved ?? stored)
  const mark = ref<SaveMark>('saved')
  const problem = shallowRef<Problem | null>(null)
  let safe = stored
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  const work = { flush }
  function setMark(now: SaveMark): void {
    mark.value = now
    noteUnsaved(work, now !== 'saved')
  }
  if (text.value !== stored) setMark('unsaved')

  /** Takes a text as typed and saves it when typing rests. */
  function edit(typed: string): void {
    text.value = typed
    keep?.(typed === safe && !running ? null : typed)
    if (!running) setMark(typed === safe ? 'saved' : 'unsaved')
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), AUTOSAVE_MS)
  }

  /** Saves what is unsaved now. True when everything typed so far is stored. */
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    running ??= store().finally(() => (running = null))
    return running
  }

  async function store(): Promise<boolean> {
    while (text.value !== safe) {
      const sending = text.value
      setMark('saving')
      try {
        if ((await save(sending)) === 'later') {
          setMark('unsaved')
          return false
        }
      } catch (error) {
        problem.value = toProblem(error)
        setMark('error')
        clearTimeout(timer)
        return false
      }
      safe = sending
      problem.value = null
    }
    setMark('saved')
    problem.value = null
    keep?.(null)
    return true
  }

  /**
   * Takes over a text that was stored elsewhere, unless something else was typed here and is not
   * stored yet. The same text is stored: it was saved from here, and the answer got lost.
   */
  function adopt(elsewhere: string): boolean {
    const stored = text.value === safe || text.value.normalize('NFC') === elsewhere
    if (running || !stored) return false
    discard(elsewhere)
    return true
  }

  /** Gives up what was typed for what is stored. */
  function discard(elsewhere: string): void {
    clearTimeout(timer)
    safe = elsewhere
    text.value = elsewhere
    setMark('saved')
    problem.value = null
    keep?.(null)
  }

  /** Nobody waits for it any more: what is unsaved is kept, or given up. */
  function release(): void {
    clearTimeout(timer)
    noteUnsaved(work, false)
  }

  return { text, mark, problem, edit, flush, adopt, discard, release }
}
