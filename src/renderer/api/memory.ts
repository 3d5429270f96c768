import { alsoKeepBy, takeUp } from '../composables/remembered'
import { api } from './client'

/** Changes within this time are sent together. */
const TELL_MS = 250
/** Longest that a starting window waits for what the workbench remembers. */
const PATIENCE_MS = 1000

const untold = new Map<string, string>()
let telling: ReturnType<typeof setTimeout> | undefined

function tell(): void {
  clearTimeout(telling)
  telling = undefined
  for (const [name, value] of untold) {
    // What cannot be told now is remembered by this browser, and told with its next change.
    api.system.remember({ name, value }).catch(() => undefined)
  }
  untold.clear()
}

/**
 * Takes up what the workbench has kept of where the user was, before anything of the window asks
 * for it, and has it kept there from now on: the browser's own storage is another one wherever
 * `viecap serve` has another address.
 */
export async function restoreMemory(): Promise<void> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  const kept = await Promise.race([api.system.remembered().catch(() => null), late])
  if (kept) takeUp(kept)
  alsoKeepBy((name, value) => {
    untold.set(name, value)
    telling ??= setTimeout(tell, TELL_MS)
  })
  window.addEventListener('pagehide', tell)
}
