import { onScopeDispose } from 'vue'
import { tinykeys } from 'tinykeys'
import { keyTable, type KeyAction, type KeyEntry } from '../app/key-table'

/** Whether keys typed at `target` are text: single keys belong to it then. */
export function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Dialogs have the keyboard to themselves while they are open. */
const dialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null

/**
 * Binds actions of the key table for the life of the surrounding scope. An action that finds
 * nothing to do returns false, and the key then does what it otherwise would.
 */
export function useKeys(
  actions: Partial<Record<KeyAction, (event: KeyboardEvent) => unknown>>,
  target: Window | HTMLElement = window
): void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {}
  for (const [name, act] of Object.entries(actions)) {
    const entry: KeyEntry = keyTable[name as KeyAction]
    for (const combo of entry.combos) {
      bindings[combo] = (event) => {
        // A key that an input method is composing with is not ours.
        if (event.isComposing || dialogOpen()) return
        if (!entry.inText && isText(event.target)) return
        if (act(event) !== false) event.preventDefault()
      }
    }
  }
  onScopeDispose(tinykeys(target, bindings))
}
