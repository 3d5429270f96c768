import { onScopeDispose, shallowRef, watch } from 'vue'
import { tinykeys } from 'tinykeys'
import {
  bindKeys,
  keyTable,
  platformOf,
  type ChosenKeys,
  type KeyAction,
  type KeyBindings,
  type KeyEntry
} from '../../shared/keys'
import { keepFromTyping } from './held-keys'

/** The system that the window runs on. */
export const platform = platformOf(navigator.platform)

/** What every action is bound to now. */
export const keyBindings = shallowRef<KeyBindings>(bindKeys({}, platform))

export function chooseKeys(chosen: ChosenKeys): void {
  keyBindings.value = bindKeys(chosen, platform)
}

/** Whether keys typed at `target` are text: single keys belong to it then. */
export function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/**
 * Whether the changes of a text are recorded by the library, so that undo there is the library's:
 * such a text has the attribute `data-recorded`.
 */
export const isRecorded = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && 'recorded' in target.dataset

/** Whether a key of the table works where it was pressed. */
function worksAt({ inText }: KeyEntry, target: EventTarget | null): boolean {
  if (inText === true || !isText(target)) return true
  return inText === 'recorded' && isRecorded(target)
}

/** Dialogs and menus have the keyboard to themselves while they are open. */
const isElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"]') !== null ||
  (target instanceof Element && target.closest('[role="menu"]') !== null)

/**
 * Binds actions of the key table for the life of the surrounding scope, also to keys chosen later.
 * An action that finds nothing to do returns false, and the key then does what it otherwise would.
 * A key that was acted on types nothing, also where the action moved the focus into a text.
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
            if (event.defaultPrevented || event.isComposing) return
            if (isElsewhere(event.target)) return
            if (!worksAt(entry, event.target)) return
            if (entry.once && event.repeat) event.preventDefault()
            else if (act(event) !== false) {
              event.preventDefault()
              keepFromTyping(event)
            }
          }
        }
      }
    }
    unbind = tinykeys(target, handlers)
  }
  watch(keyBindings, bind, { immediate: true, flush: 'sync' })
  onScopeDispose(() => unbind())
}
