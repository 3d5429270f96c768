import { ref, shallowRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'

export type SaveMark = 'saved' | 'unsaved' | 'saving' | 'error'

/** How long typing rests before a text is saved. */
export const AUTOSAVE_MS = 600

export interface AutosaveOptions {
  /** The text that is stored already. */
  stored: string
  /** A text typed earlier that could not be saved then. */
  unsaved?: string
  /** Stores `text`; rejects when it could not. */
  save: (text: string) => Promise<void>
  /** Called with every text that is not stored yet, and with null once all is stored. */
  keep?: (text: string | null) => void
}

/**
 * Saves a text while it is being typed. One save runs at a time and the newest text wins; a text
 * that could not be saved stays where it is and is tried again at the next edit or flush.
 */
export function useAutosave({ stored, unsaved, save, keep }: AutosaveOptions) {
  const text = ref(unsaved ?? stored)
  const mark = ref<SaveMark>(unsaved === undefined || unsaved === stored ? 'saved' : 'unsaved')
  const problem = shallowRef<Problem | null>(null)
  let safe = stored
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  /** Takes a text as typed and saves it when typing rests. */
  function edit(typed: string): void {
    text.value = typed
    keep?.(typed === safe && !running ? null : typed)
    if (!running) mark.value = typed === safe ? 'saved' : 'unsaved'
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
      mark.value = 'saving'
      try {
        await save(sending)
      } catch (error) {
        problem.value = toProblem(error)
        mark.value = 'error'
        clearTimeout(timer)
        return false
      }
      safe = sending
      problem.value = null
    }
    mark.value = 'saved'
    problem.value = null
    keep?.(null)
    return true
  }

  /** Takes over a text that was stored elsewhere, unless something typed here is not stored yet. */
  function adopt(elsewhere: string): boolean {
    if (running || text.value !== safe) return false
    safe = elsewhere
    text.value = elsewhere
    return true
  }

  /** Gives up what was typed for what is stored. */
  function discard(elsewhere: string): void {
    clearTimeout(timer)
    safe = elsewhere
    text.value = elsewhere
    mark.value = 'saved'
    problem.value = null
    keep?.(null)
  }

  return { text, mark, problem, edit, flush, adopt, discard }
}
