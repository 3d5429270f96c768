/** Something typed that is not stored yet. */
export interface UnsavedWork {
  /** Stores it; true when nothing is left to be stored. */
  flush(): Promise<boolean>
}

const unsaved = new Set<UnsavedWork>()

/** Notes whether a piece of work has something that is not stored yet. */
export function noteUnsaved(work: UnsavedWork, isUnsaved: boolean): void {
  if (isUnsaved) unsaved.add(work)
  else unsaved.delete(work)
}

export const anyUnsaved = (): boolean => unsaved.size > 0

/** Stores all that is typed and not stored yet; true when nothing is left. */
export async function flushUnsaved(): Promise<boolean> {
  const results = await Promise.all([...unsaved].map((work) => work.flush()))
  return results.every(Boolean)
}

/**
 * Sends what is unsaved on its way when the page is left or hidden. With `ask` the browser asks
 * before it closes a page with unsaved texts; the desktop's window would stay open without a word.
 */
export function guardLeaving(ask: boolean): () => void {
  const send = (): void => {
    void flushUnsaved()
  }
  const askFirst = (event: BeforeUnloadEvent): void => {
    if (!anyUnsaved()) return
    send()
    if (ask) event.preventDefault()
  }
  const hide = (): void => {
    if (document.visibilityState === 'hidden') send()
  }
  window.addEventListener('beforeunload', askFirst)
  window.addEventListener('pagehide', send)
  document.addEventListener('visibilitychange', hide)
  return () => {
    window.removeEventListener('beforeunload', askFirst)
    window.removeEventListener('pagehide', send)
    document.removeEventListener('visibilitychange', hide)
  }
}
