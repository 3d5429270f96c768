import type { Logger } from 'pino'
import type { Library } from '../../store/core/library'

/** How often to check whether the open library is still there and can be written. */
const WATCH_MS = 2000

export interface LibraryWatch {
  log: Logger
  /** The folder has another path; `onChanged` follows. */
  onMoved(): void
  /** The library was moved or deleted, cannot be written, or can be again. */
  onChanged(): void
}

/** Watches an open library until the function that it returns is called. */
export function watchLibrary(
  library: Library,
  { log, onMoved, onChanged }: LibraryWatch
): () => void {
  let { root } = library
  let refusal = library.refusal()
  const timer = setInterval(() => {
    const [before, now] = [refusal?.code, library.refusal()]
    const moved = library.root !== root
    if (!moved && now?.code === before) return
    if (moved) onMoved()
    log.info({ from: root, to: library.root, refusal: now?.code }, 'the library has changed')
    root = library.root
    refusal = now
    onChanged()
  }, WATCH_MS)
  timer.unref()
  return () => clearInterval(timer)
}
