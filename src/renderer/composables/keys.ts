import { onScopeDispose, shallowRef, watch } from 'vue'
import { tinykeys } from 'tinykeys'
import {
  bindKeys,
  keyTable,
  type ChosenKeys,
  type KeyAction,
  type KeyBindings,
  type KeyEntry
} from '../../shared/keys'

/** What every action is bound to now. */
export const keyBindings = shallowRef<KeyBindings>(bindKeys({}))

export function chooseKeys(chosen: ChosenKeys): void {
  keyBindings.value = bindKeys(chosen)
}

/** Whether keys typed at `target` are text: single keys belong to it then. */
export function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Dialogs have the keyboard to themselves while they are open. */
const dialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null

/**
 * Binds actions of the key table for the life of the surrounding scope, also to keys chosen later.
 * An action that finds nothing to do returns false, and the key then does what it otherwise would.
 */
export function useKeys(
  actions: Partial<Record<KeyAction, (event: KeyboardEvent) => unknown>>,
  target: Window | HTMLElement = window
): void {
  let unbind = () => {}
  const bind = (bindings: KeyBindings) => {
    unbind()
    const handlers: Record<string, (event: KeyboardEvent) => void> = {}
    for (const [name, act] of Object.entries(actions)) {
      const action = name as KeyAction
      const entry: KeyEntry = keyTable[action]
      for (const combo of bindings[action]) {
        const combos = entry.selects ? [combo, `Shift+${combo}`] : [combo]
        for (const each of combos) {
          handlers[each] = (event) => {
            // What was done already is not done twice, nor a key that an input method composes with.
            if (event.defaultPrevented || event.isComposing || dialogOpen()) return
            if (!entry.inText && isText(event.target)) return
            if (act(event) !== false) event.preventDefault()
          }
        }
      }
    }
    unbind = tinykeys(target, handlers)
  }
  watch(keyBindings, bind, { immediate: true, flush: 'sync' })
  onScopeDispose(() => unbind())
}
